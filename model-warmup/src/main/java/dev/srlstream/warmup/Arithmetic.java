package dev.srlstream.warmup;

import dev.srlstream.model.ComputeDevice;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.torchscript.ScriptTarget;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * In which precision a device computes. Where it has no instructions for the one that was asked for, that is fp32: emulated, the
 * narrower ones are slower and no better.
 *
 * @param remarks why it is not the one that was asked for; empty where it is
 */
record Arithmetic(ScriptTarget target, Precision precision, List<String> remarks) {
    private static final Set<String> BF16_INSTRUCTIONS = Set.of("avx512_bf16", "amx_bf16");
    private static final Set<String> INT8_INSTRUCTIONS = Set.of("avx512_vnni", "avx_vnni", "amx_int8");

    static Arithmetic choose(Precision wanted, ComputeDevice device, CpuInstructions cpu) {
        if (device instanceof ComputeDevice.Gpu) {
            return wanted == Precision.INT8
                    ? instead(wanted, ScriptTarget.CUDA, "is for processors, and " + device + " runs the model")
                    : new Arithmetic(ScriptTarget.CUDA, wanted, List.of());
        }
        return switch (wanted) {
            case FP32 -> new Arithmetic(ScriptTarget.CPU, wanted, List.of());
            case FP16 -> instead(wanted, ScriptTarget.CPU, "is for GPUs, and the processor runs the model");
            case BF16 -> withInstructions(wanted, BF16_INSTRUCTIONS, cpu);
            case INT8 -> withInstructions(wanted, INT8_INSTRUCTIONS, cpu);
        };
    }

    private static Arithmetic withInstructions(Precision wanted, Set<String> needed, CpuInstructions cpu) {
        return cpu.haveAnyOf(needed)
                ? new Arithmetic(ScriptTarget.CPU, wanted, List.of())
                : instead(
                        wanted,
                        ScriptTarget.CPU,
                        "needs one of the instruction sets "
                                + needed.stream()
                                        .sorted()
                                        .map(name -> name.toUpperCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))
                                + ", and this processor has none of them");
    }

    private static Arithmetic instead(Precision wanted, ScriptTarget target, String why) {
        return new Arithmetic(
                target,
                Precision.FP32,
                List.of("Precision " + wanted.key() + " " + why + ": the model computes in fp32 instead."));
    }

    /** What stands for both in the name of a file. */
    String key() {
        return target.key() + "-" + precision.key();
    }
}
