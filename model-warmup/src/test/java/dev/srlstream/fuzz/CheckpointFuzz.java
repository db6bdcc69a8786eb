package dev.srlstream.fuzz;

import dev.srlstream.checkpoint.ArchiveWriter;
import dev.srlstream.checkpoint.TinyModel;
import dev.srlstream.reconcile.Policy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A whole archive up to its audit: the first byte chooses the policy, the others are the weights, repaired where they are a zip. */
public final class CheckpointFuzz {
    static final List<Policy> POLICIES = List.of(Policy.values());

    private static final Map<String, byte[]> FILES = new TinyModel().contents();

    private CheckpointFuzz() {}

    public static void fuzzerTestOneInput(byte[] policyAndWeights) {
        if (policyAndWeights.length == 0) {
            return;
        }
        Policy policy = POLICIES.get(Byte.toUnsignedInt(policyAndWeights[0]) % POLICIES.size());
        FILES.put("weights.th", ZipRepair.of(Arrays.copyOfRange(policyAndWeights, 1, policyAndWeights.length)));
        byte[] archive = ArchiveWriter.of("", FILES).tar();
        Judge.judge(archive, (file, scratch) -> Reading.checkpoint(file, scratch, policy));
    }
}
