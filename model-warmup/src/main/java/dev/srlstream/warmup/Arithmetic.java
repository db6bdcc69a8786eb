package dev.srlstream.warmup;

import dev.srlstream.model.ComputeDevice;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.torchscript.Recipe;
import dev.srlstream.torchscript.ScriptTarget;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * In which precision a device computes, and with which linear layers. Where it has no instructions for the precision
 * that was asked for, that is fp32: emulated, the narrower ones are slower and no better.
 *
 * @param recipe by which packed layers compute
 * @param remarks why it is not what was asked for; empty where it is
 */
record Arithmetic(ScriptTarget target, Precision precision, Recipe recipe, List<String> remarks) {
    /** The last is ARM's. */
    private static final Set<String> BF16_INSTRUCTIONS = Set.of("avx512_bf16", "amx_bf16", "bf16");
    /** None of ARM's: whether oneDNN's 8-bit products are fast there has not been measured. */
    private static final Set<String> INT8_INSTRUCTIONS = Set.of("avx512_vnni", "avx_vnni", "amx_int8");

    Arithmetic {
        remarks = List.copyOf(remarks);
    }

    /** @param layers on a processor; AUTO stands for packed ones here, as it takes a trial to know better */
    static Arithmetic choose(Precision wanted, ComputeDevice device, CpuLayers layers, Processor processor) {
        if (device instanceof ComputeDevice.Gpu) {
            return wanted == Precision.INT8
                    ? instead(wanted, ScriptTarget.CUDA, "is for processors, and " + device + " runs the model")
                    : of(ScriptTarget.CUDA, wanted);
        }
        Arithmetic packed =
                switch (wanted) {
                    case FP32 -> of(ScriptTarget.CPU, wanted);
                    case FP16 -> instead(wanted, ScriptTarget.CPU, "is for GPUs, and the processor runs the model");
                    case BF16 -> withInstructions(wanted, BF16_INSTRUCTIONS, processor);
                    case INT8 -> withInstructions(wanted, INT8_INSTRUCTIONS, processor);
                };
        return layers == CpuLayers.PORTABLE ? packed.portable() : packed;
    }

    private static Arithmetic withInstructions(Precision wanted, Set<String> needed, Processor processor) {
        return processor.hasAnyOf(needed)
                ? of(ScriptTarget.CPU, wanted)
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

    private static Arithmetic of(ScriptTarget target, Precision precision) {
        return new Arithmetic(target, precision, Recipe.PLAIN, List.of());
    }

    private static Arithmetic instead(Precision wanted, ScriptTarget target, String why) {
        return new Arithmetic(
                target,
                Precision.FP32,
                Recipe.PLAIN,
                List.of("Precision " + wanted.key() + " " + why + ": the model computes in fp32 instead."));
    }

    /** The same with portable linear layers; in fp32 where there are none in its precision. */
    Arithmetic portable() {
        return ScriptTarget.PORTABLE.knows(precision)
                ? new Arithmetic(ScriptTarget.PORTABLE, precision, Recipe.PLAIN, remarks)
                : instead(
                        precision,
                        ScriptTarget.PORTABLE,
                        "is for packed linear layers, and the model has portable ones");
    }

    /** The same with one remark more. */
    Arithmetic with(String remark) {
        return new Arithmetic(
                target,
                precision,
                recipe,
                Stream.concat(remarks.stream(), Stream.of(remark)).toList());
    }

    /** The same by another recipe. */
    Arithmetic by(Recipe other) {
        return new Arithmetic(target, precision, other, remarks);
    }

    /** What stands for all of it in the name of a file. */
    String key() {
        String key = target.key() + "-" + precision.key();
        return recipe.equals(Recipe.PLAIN) ? key : key + "-" + recipe.key();
    }
}
