package dev.srlstream.checkpoint;

import dev.srlstream.checkpoint.Companions.Companion;
import dev.srlstream.event.CheckpointSource;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.weights.CheckpointException;
import dev.srlstream.weights.FileKind;
import dev.srlstream.weights.Printable;
import dev.srlstream.weights.UnservableCheckpointException;
import dev.srlstream.weights.WeightsFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An AllenNLP {@code srl_bert} checkpoint, read without executing anything in it: the configuration, the vocabularies and
 * the state dict, whose tensors stay in a mapped file. Nothing here says that the weights fit the configuration: that is
 * reconciliation. Owned by whoever opened it, who closes it; after that its tensors must not be read. Safe for any thread.
 */
public final class Checkpoint implements AutoCloseable {
    private static final byte[] ALLENNLP_NON_PADDED = {'*', 't', 'a', 'g', 's', '\n', '*', 'l', 'a', 'b', 'e', 'l', 's'
    };

    private final CheckpointFiles files;
    private final WeightsFile torch;
    private final BertConfiguration bert;
    private final boolean lowercase;
    private final List<String> labels;
    private final List<String> vocabulary;

    private Checkpoint(CheckpointFiles files, Path beside, CheckpointPaths paths, Path scratch)
            throws CheckpointException, IOException {
        this.files = files;
        var companions = new Companions(files, beside);
        var configuration = files.container().equals(BareWeights.CONTAINER)
                ? ModelConfiguration.NONE
                : ModelConfiguration.parse(
                        files.required(CheckpointFiles.CONFIG), files.name() + ": " + CheckpointFiles.CONFIG);
        this.bert = bert(companions.find(paths.bertConfig(), CheckpointFiles.BERT_CONFIG), configuration, companions);
        this.lowercase = lowercase(bert, configuration, files.name());
        Companion labelFile = labels(companions.find(paths.labels(), CheckpointFiles.LABELS), companions);
        this.labels = LabelFile.parse(
                labelFile.content(),
                files.content(CheckpointFiles.NON_PADDED_NAMESPACES).orElse(ALLENNLP_NON_PADDED),
                labelFile.origin());
        this.vocabulary =
                vocabulary(companions.find(paths.vocabulary(), CheckpointFiles.VOCABULARY), configuration, companions);
        this.torch = WeightsFile.read(files.weights(), files.weightsName(), scratch);
    }

    /**
     * Opens an AllenNLP archive (tar.gz or tar), its unpacked directory, or bare weights, whose configuration and
     * vocabularies are named or lie beside them.
     *
     * @param scratch existing directory for the weights of an archive while the checkpoint is open; their space is given
     *     back some time after closing, when the mapping is collected
     * @throws CheckpointException when the checkpoint cannot be read or must not be trusted; nothing is left behind
     * @throws IOException when reading fails or the scratch directory is full; nothing is left behind
     */
    public static Checkpoint open(CheckpointPaths paths, Path scratch) throws CheckpointException, IOException {
        Path model = paths.model();
        Path beside = Optional.ofNullable(model.toAbsolutePath().normalize().getParent())
                .orElse(model.toAbsolutePath());
        CheckpointFiles files = files(model, scratch);
        try {
            return new Checkpoint(files, beside, paths, scratch);
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
        return bert.dimensions();
    }

    /** BIO tags by label index. */
    public List<String> labels() {
        return labels;
    }

    /** Wordpieces by id, exactly as in {@code vocab.txt}; where one is there twice, its last id counts. */
    public List<String> vocabulary() {
        return vocabulary;
    }

    /** Whether words are lower-cased before they are split into wordpieces. */
    public boolean lowercase() {
        return lowercase;
    }

    /** Everything in the file that is a tensor, under the file's keys, in the file's order. */
    public StateDict stateDict() {
        return torch.stateDict();
    }

    /** Keys of the file's dict under which there is no tensor but an ordinary value. */
    public List<String> otherKeys() {
        return torch.otherKeys();
    }

    /** AllenNLP's {@code config.json} as it stands in the checkpoint. */
    public Optional<byte[]> config() {
        return files.content(CheckpointFiles.CONFIG);
    }

    /** AllenNLP's {@code meta.json} as it stands in the checkpoint. */
    public Optional<byte[]> meta() {
        return files.content(CheckpointFiles.META);
    }

    /** Keys of learned tensors that an earlier repair made up, as {@code repair.json} in the checkpoint says. */
    public List<String> lost() throws CheckpointException {
        Optional<byte[]> record = files.content(CheckpointFiles.REPAIR);
        return record.isPresent()
                ? RepairRecord.lost(record.get(), files.name() + ": " + CheckpointFiles.REPAIR)
                : List.of();
    }

    /** What the operator should know about the files around the weights. */
    public List<Remark> remarks() {
        return List.of();
    }

    @Override
    public void close() {
        try {
            files.close();
        } catch (IOException e) {
            // Nothing was written that could be lost, and the file has no name any more.
        }
    }

    private static CheckpointFiles files(Path model, Path scratch) throws CheckpointException, IOException {
        if (!Files.exists(model)) {
            throw new UnservableCheckpointException(model + " does not exist.");
        }
        if (!Files.isReadable(model)) {
            throw new UnservableCheckpointException(model + " may not be read by this user.");
        }
        if (Files.isDirectory(model)) {
            return ModelDirectory.read(model);
        }
        if (!Files.isRegularFile(model)) {
            throw new CheckpointException(
                    model + " is no regular file; write what it gives into one, as it is read more than once.");
        }
        FileKind kind;
        try (InputStream in = Files.newInputStream(model)) {
            kind = FileKind.of(in.readNBytes(FileKind.HEAD_BYTES));
        }
        return switch (kind) {
            case GZIP, TAR -> TarArchive.read(model, kind, scratch);
            case ZIP, LEGACY_TORCH, SAFETENSORS -> BareWeights.read(model);
            default ->
                throw new CheckpointException(
                        model + " is " + kind.description()
                                + "; expected is an AllenNLP archive (tar.gz), a directory with config.json and weights.th, or bare weights.");
        };
    }

    private static Companion labels(Optional<Companion> file, Companions companions) throws CheckpointException {
        return file.orElseThrow(
                () -> new UnservableCheckpointException(companions.files().name()
                        + " has no vocabulary/labels.txt: put the one that the model was trained with into "
                        + companions.beside() + " or name it with --labels."));
    }

    private static BertConfiguration bert(
            Optional<Companion> file, ModelConfiguration configuration, Companions companions)
            throws CheckpointException {
        if (file.isPresent()) {
            String origin = file.get().origin();
            return BertConfiguration.parse(Json.parseObject(file.get().content(), origin), origin);
        }
        if (configuration.bertConfig().isPresent()) {
            return BertConfiguration.parse(
                    configuration.bertConfig().get(), companions.files().name() + ": model.bert_model in config.json");
        }
        if (configuration.equals(ModelConfiguration.NONE)) {
            throw new UnservableCheckpointException(companions.files().name()
                    + " is weights alone, and no weight tells the number of heads: put the bert_config.json of its BERT"
                    + " into " + companions.beside() + " or name it with --bert-config.");
        }
        return BertConfiguration.wellKnown(configuration.bertName())
                .orElseThrow(() ->
                        new UnservableCheckpointException(companions.files().name() + " names its BERT "
                                + Printable.excerpt(configuration.bertName())
                                + ", whose dimensions are not known here: put its bert_config.json into "
                                + companions.beside() + " or name it with --bert-config."));
    }

    private static boolean lowercase(BertConfiguration bert, ModelConfiguration configuration, String name)
            throws CheckpointException {
        if (bert.lowercase().isEmpty() && configuration.readerBertName().isEmpty()) {
            throw new UnservableCheckpointException(
                    name + ": no config.json names a dataset_reader.bert_model_name, so nothing says"
                            + " whether words are lower-cased; add do_lower_case to the bert_config.json.");
        }
        // The reference looks for this very substring.
        return bert.lowercase().orElse(configuration.readerBertName().contains("uncased"));
    }

    private static List<String> vocabulary(
            Optional<Companion> file, ModelConfiguration configuration, Companions companions)
            throws CheckpointException {
        Companion found = file.orElseThrow(() -> new UnservableCheckpointException(companions
                        .files()
                        .name()
                + " comes without vocab.txt, as AllenNLP archives do: put the wordpiece vocabulary of its BERT"
                + (configuration.bertName().isEmpty() ? "" : " (" + Printable.excerpt(configuration.bertName()) + ")")
                + " into " + companions.beside() + " as vocab.txt or name it with --vocab."));
        return VocabularyFile.parse(found.content(), found.origin());
    }
}
