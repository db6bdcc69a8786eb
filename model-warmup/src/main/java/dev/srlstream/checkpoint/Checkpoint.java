package dev.srlstream.checkpoint;

import dev.srlstream.checkpoint.files.CheckpointFiles;
import dev.srlstream.checkpoint.files.Remark;
import dev.srlstream.checkpoint.files.RemarkRule;
import dev.srlstream.configuration.BertConfig;
import dev.srlstream.configuration.Json;
import dev.srlstream.event.CheckpointSource;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.UnservableCheckpointException;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.weights.WeightsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An AllenNLP {@code srl_bert} checkpoint, read without executing anything in it: the configuration, the vocabularies and
 * the state dict, whose tensors stay in a mapped file. Nothing here says that the weights fit the configuration: that is
 * reconciliation. Owned by the caller that opened it, which closes it; after that its tensors must not be read. Safe for any thread.
 */
public final class Checkpoint implements AutoCloseable {
    private static final String SRL_HEAD = "tag_projection_layer.weight";

    private static final List<RemarkRule<Checkpoint>> RULES = List.of(RemarkRule.about(
            "token_type_ids",
            checkpoint -> checkpoint.around.configuration().transformers().isPresent()
                    && checkpoint.stateDict().tensors().keySet().stream().noneMatch(key -> key.endsWith(SRL_HEAD)),
            checkpoint -> "The predicate is marked with token type 1, as SrlBert marks it. A token classifier that was"
                    + " trained without this mark gives every predicate of a sentence the same tags, and no file tells"
                    + " how it was trained: try sentences with two verbs that you know."));

    private final CheckpointFiles files;
    private final Surroundings around;
    private final List<String> borrowed;
    private final WeightsFile torch;

    private Checkpoint(CheckpointFiles files, Companions companions, Path scratch)
            throws CheckpointException, IOException {
        this.files = files;
        // First: another sort of model is no unreadable file.
        ModelConfiguration configuration = ModelConfiguration.of(files);
        Surroundings named = surroundings(companions, configuration, scratch);
        this.torch = files.weights().read(scratch);
        // The name of a published BERT stands for its dimensions only where the weights have them.
        this.around = companions.canBorrow(CompanionFile.BERT_CONFIG)
                        && !named.bert().dimensions().fits(torch.stateDict())
                ? surroundings(companions, configuration.withoutBertName(), scratch)
                : named;
        this.borrowed = companions.borrowed();
    }

    /** Weights that must not be trusted are no matter of a file that is missing beside them. */
    private static Surroundings surroundings(Companions companions, ModelConfiguration configuration, Path scratch)
            throws CheckpointException, IOException {
        try {
            return Surroundings.read(companions, configuration);
        } catch (UnservableCheckpointException incomplete) {
            companions.files().weights().read(scratch);
            throw incomplete;
        }
    }

    /**
     * Opens an AllenNLP archive (tar.gz or tar), its unpacked directory, the directory of a training, a directory in the form of
     * Hugging Face, or bare weights, whose configuration and vocabularies are named or lie beside them.
     *
     * @param scratch existing directory for the weights of an archive while the checkpoint is open; their space is given
     *     back some time after closing, when the mapping is collected
     * @throws CheckpointException when the checkpoint cannot be read or must not be trusted; nothing is left behind
     * @throws IOException when reading fails or the scratch directory is full; nothing is left behind
     */
    public static Checkpoint open(CheckpointPaths paths, Path scratch) throws CheckpointException, IOException {
        return open(CheckpointSources.of(paths), scratch);
    }

    /**
     * As {@link #open(CheckpointPaths, Path)}, and what the checkpoint says nowhere is taken from files that are named for
     * another one.
     */
    public static Checkpoint open(CheckpointPaths paths, CheckpointPaths lender, Path scratch)
            throws CheckpointException, IOException {
        return open(CheckpointSources.of(paths, lender), scratch);
    }

    private static Checkpoint open(CheckpointSources sources, Path scratch) throws CheckpointException, IOException {
        CheckpointFiles files = sources.read(scratch);
        try {
            return new Checkpoint(files, sources.companions(files), scratch);
        } catch (CheckpointException | IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /** The file that was read. A new record each time. */
    public CheckpointSource source() {
        return new CheckpointSource(
                files.name(), files.sha256(), files.bytes(), files.container() + ", " + torch.container());
    }

    public BertConfig bertConfig() {
        return around.bert().dimensions();
    }

    /** BIO tags by label index. */
    public List<String> labels() {
        return around.labels().labels();
    }

    /** Wordpieces by id, exactly as in {@code vocab.txt}; where one is there twice, its last id counts. */
    public List<String> vocabulary() {
        return around.vocabulary().wordpieces();
    }

    /** Whether words are lower-cased before they are split into wordpieces. */
    public boolean lowercase() {
        return around.casing().lowercase();
    }

    /** Everything in the file that is a tensor, under the file's keys, in the file's order. */
    public StateDict stateDict() {
        return torch.stateDict();
    }

    /** Keys of the file's dict under which there is no tensor but an ordinary value. */
    public List<String> otherKeys() {
        return torch.otherKeys();
    }

    /** What Python calls the types of the values under {@link #otherKeys}. */
    public Map<String, String> otherValues() {
        return torch.otherValues();
    }

    /** Types of all that lies beside the state dict, where the file holds more than it, by path in the file. */
    public Map<String, String> besideStateDict() {
        return torch.beside();
    }

    /**
     * AllenNLP's {@code config.json} as every AllenNLP since 1.0 opens it: byte by byte as in the checkpoint where that is so;
     * nothing where there is none or transformers' only.
     */
    public Optional<byte[]> config() throws CheckpointException {
        Optional<byte[]> config = files.content(CheckpointFiles.CONFIG);
        return config.isPresent() && around.configuration().transformers().isEmpty()
                ? Optional.of(ModelConfiguration.portable(config.get(), files.name() + ": " + CheckpointFiles.CONFIG))
                : Optional.empty();
    }

    /** AllenNLP's {@code meta.json}, as plain JSON in UTF-8. */
    public Optional<byte[]> meta() throws CheckpointException {
        Optional<byte[]> meta = files.content(CheckpointFiles.META);
        return meta.isPresent()
                ? Optional.of(Json.plain(
                        meta.get(), Json.parseObject(meta.get(), files.name() + ": " + CheckpointFiles.META)))
                : meta;
    }

    /** Keys of learned tensors that an earlier repair made up, as {@code repair.json} in the checkpoint says. */
    public List<String> lost() throws CheckpointException {
        Optional<byte[]> record = files.content(CheckpointFiles.REPAIR);
        return record.isPresent()
                ? RepairRecord.lost(record.get(), files.name() + ": " + CheckpointFiles.REPAIR)
                : List.of();
    }

    /** What the checkpoint lacks and what was taken from the lender's files: names of files, or of a setting in one. */
    public List<String> borrowed() {
        return borrowed;
    }

    /** What the operator should know about the files around the weights. */
    public List<Remark> remarks() {
        return Stream.of(files.remarks(), around.remarks(), RemarkRule.judge(RULES, this))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void close() {
        try {
            files.close();
        } catch (IOException e) {
            // Nothing was written that could be lost, and the file has no name any more.
        }
    }
}
