package dev.srlstream.warmup;

import dev.srlstream.checkpoint.CheckpointSources;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.reconcile.Reconciler;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.torchscript.SrlBertArchive;
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
 * @param digests SHA-256 of every file that has a say, by its role
 */
record CacheKey(String folder, Map<String, String> digests) {
    CacheKey {
        digests = Map.copyOf(digests);
    }

    /**
     * Hashes the files that the plan names or implies.
     *
     * @throws CheckpointException when it is not clear which files they are
     * @throws IOException when one of them cannot be read
     */
    static CacheKey of(WarmUpPlan plan) throws CheckpointException, IOException {
        Map<String, String> digests = new TreeMap<>();
        CheckpointSources sources = CheckpointSources.of(plan.checkpoint());
        for (Map.Entry<String, Path> file : sources.files().entrySet()) {
            digests.put(file.getKey(), Sha256.of(file.getValue()));
        }
        return of(plan, sources.name(), digests);
    }

    /**
     * The key once more, after the files have been read: another one where they have changed since.
     *
     * @param readSha256 of the bytes that were read of the largest file, so that it need not be hashed again
     * @throws CheckpointException when it is not clear any more which files they are
     * @throws IOException when one of the files cannot be read
     */
    CacheKey again(WarmUpPlan plan, String readSha256) throws CheckpointException, IOException {
        Map<String, String> now = new TreeMap<>();
        CheckpointSources sources = CheckpointSources.of(plan.checkpoint());
        for (Map.Entry<String, Path> file : sources.files().entrySet()) {
            boolean known = readSha256.equals(digests.get(file.getKey()));
            now.put(file.getKey(), known ? readSha256 : Sha256.of(file.getValue()));
        }
        return of(plan, sources.name(), now);
    }

    private static CacheKey of(WarmUpPlan plan, String name, Map<String, String> digests) {
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
        identity.put("name in the audit", name);
        // A named file that is missing must be told, not be overlooked because what is found without it is cached.
        identity.put("vocabulary is named", plan.checkpoint().vocabulary() != null);
        identity.put("bert config is named", plan.checkpoint().bertConfig() != null);
        identity.put("labels are named", plan.checkpoint().labels() != null);
        digests.forEach((role, sha256) -> identity.put("file " + role, sha256));
        return new CacheKey(Sha256.of(identity.toString().getBytes(StandardCharsets.UTF_8)), digests);
    }
}
