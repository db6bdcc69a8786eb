package dev.srlstream.checkpoint.files;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.configuration.Json;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.weights.WeightsFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The index that transformers writes beside weights in several files: {@code weight_map} has the shard of every tensor.
 *
 * @param origin the index, for messages
 * @param shardByKey name of the file that each tensor lies in
 */
public record ShardIndex(String origin, Map<String, String> shardByKey) {
    /** BERT-large in shards of 10 MB has some 130. */
    public static final int MAX_SHARDS = 256;

    /** A file beside the index: a name that leads elsewhere is refused. */
    private static final Pattern NAME = Pattern.compile("[\\w][\\w.\\-]{0,200}\\.(safetensors|bin)");

    /** What transformers calls a shard. */
    private static final Pattern SHARD = Pattern.compile("(.+/)?[\\w.\\-]+-\\d{5}-of-\\d{5}\\.(safetensors|bin)");

    /** @param path with slashes, relative to the root of an archive or directory */
    public static boolean isShard(String path) {
        return SHARD.matcher(path).matches();
    }

    /** Whether a file is a part of the weights by its name; the only shard of one holds all. */
    public static boolean isOneOfSeveral(String name) {
        return isShard(name) && !name.contains("-00001-of-00001.");
    }

    /** @param origin the index, for messages */
    public static ShardIndex parse(byte[] content, String origin) throws CheckpointException {
        JsonNode map =
                Json.parseObject(SmallFile.requireText(content, origin), origin).path("weight_map");
        Map<String, String> shardByKey = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            String shard = entry.getValue().asText();
            if (!entry.getValue().isTextual() || !NAME.matcher(shard).matches()) {
                throw new CheckpointException(
                        origin + " names as a shard "
                                + Printable.excerpt(entry.getValue().toString())
                                + ", which is no plain name of a .safetensors or .bin file beside it; such an index is refused.");
            }
            shardByKey.put(entry.getKey(), shard);
        }
        if (shardByKey.isEmpty()) {
            throw new CheckpointException(origin + " has no weight_map with the shard of each tensor; fetch it again.");
        }
        var index = new ShardIndex(origin, shardByKey);
        if (index.shards().size() > MAX_SHARDS) {
            throw new CheckpointException(origin + " names " + index.shards().size() + " shards, more than the "
                    + MAX_SHARDS + " that are read.");
        }
        return index;
    }

    /** The files that the tensors lie in, by name. */
    public SortedSet<String> shards() {
        return new TreeSet<>(shardByKey.values());
    }

    public CheckpointException missing(String shard) {
        return new CheckpointException(
                origin + " lists the shard " + Printable.excerpt(shard) + ", which is not there: fetch it as well.");
    }

    /**
     * One state dict of all shards; the index and the shards must agree in every key.
     *
     * @param shards by name, those of {@link #shards} in their order
     */
    public WeightsFile join(Map<String, WeightsFile> shards) throws CheckpointException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, String> otherValues = new LinkedHashMap<>();
        Map<String, String> outside = new LinkedHashMap<>();
        for (Map.Entry<String, WeightsFile> shard : shards.entrySet()) {
            for (Map.Entry<String, Tensor> tensor :
                    shard.getValue().stateDict().tensors().entrySet()) {
                requireListed(tensor.getKey(), shard.getKey(), tensors.containsKey(tensor.getKey()));
                tensors.put(tensor.getKey(), tensor.getValue());
            }
            otherValues.putAll(shard.getValue().otherValues());
            outside.putAll(shard.getValue().beside());
        }
        for (Map.Entry<String, String> listed : shardByKey.entrySet()) {
            if (!tensors.containsKey(listed.getKey())) {
                throw disagrees("says that " + Printable.excerpt(listed.getKey()) + " lies in "
                        + Printable.excerpt(listed.getValue()) + ", which does not hold it");
            }
        }
        String container = shards.values().iterator().next().container() + " in " + shards.size()
                + (shards.size() == 1 ? " shard" : " shards");
        return new WeightsFile(container, new StateDict(tensors), otherValues, outside);
    }

    private void requireListed(String key, String shard, boolean twice) throws CheckpointException {
        String listed = shardByKey.getOrDefault(key, "");
        if (twice) {
            throw disagrees("lists shards of which two hold " + Printable.excerpt(key) + ", one of them "
                    + Printable.excerpt(shard));
        }
        if (!listed.equals(shard)) {
            throw disagrees((listed.isEmpty() ? "does not list " : "says that another shard holds ")
                    + Printable.excerpt(key) + ", which lies in " + Printable.excerpt(shard));
        }
    }

    private CheckpointException disagrees(String how) {
        return new CheckpointException(
                origin + " " + how + ": the index and the shards are not of one model; fetch all of them again.");
    }
}
