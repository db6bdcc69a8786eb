package dev.srlstream.warmup;

import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.reconcile.Reconciler;
import dev.srlstream.torchscript.SrlBertArchive;
import dev.srlstream.weights.CheckpointException;
import dev.srlstream.weights.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.SchemaNormalization;

/**
 * Stands for everything that decides what is made from a checkpoint: its name, the content of its files, the policy, and the
 * versions of the code that judges and writes. Target and precision are left to the names of the files under the key,
 * because a checkpoint is audited before a device is chosen.
 *
 * @param folder 64 hexadecimal digits: the name of the cache's folder
 */
record CacheKey(String folder) {
    /**
     * Hashes the files that the plan names or implies.
     *
     * @throws CheckpointException when it is not clear which files they are
     * @throws IOException when one of them cannot be read
     */
    static CacheKey of(WarmUpPlan plan) throws CheckpointException, IOException {
        Map<String, Object> identity = new TreeMap<>();
        identity.put("generator", SrlBertArchive.GENERATOR_VERSION);
        identity.put("rules", Reconciler.RULES_VERSION);
        identity.put("facts", CheckpointFacts.FORMAT_VERSION);
        identity.put("schema", SchemaNormalization.parsingFingerprint64(CheckpointAudit.getClassSchema()));
        identity.put("terms", plan.terms());
        identity.put(
                "name",
                String.valueOf(
                        plan.checkpoint().model().toAbsolutePath().normalize().getFileName()));
        // A named file that is missing must be told, not be overlooked because what is found without it is cached.
        identity.put("vocabulary is named", plan.checkpoint().vocabulary() != null);
        identity.put("bert config is named", plan.checkpoint().bertConfig() != null);
        identity.put("labels are named", plan.checkpoint().labels() != null);
        for (Map.Entry<String, Path> file : InputFiles.of(plan).entrySet()) {
            identity.put("file " + file.getKey(), Sha256.of(file.getValue()));
        }
        return new CacheKey(Sha256.of(identity.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
