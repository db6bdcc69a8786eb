package dev.srlstream.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.model.ComputeDevice;
import dev.srlstream.torchscript.Precision;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArithmeticTest {
    @ParameterizedTest
    @CsvSource({
        "FP32, cpu, avx2",
        "BF16, cpu, avx512_bf16",
        "BF16, cpu, amx_bf16",
        "BF16, cpu, bf16",
        "INT8, cpu, avx512_vnni",
        "INT8, cpu, avx_vnni",
        "FP32, gpu, avx2",
        "BF16, gpu, avx2",
        "FP16, gpu, avx2",
    })
    void isTheOneThatWasAskedForWhereTheDeviceHasIt(Precision wanted, String device, String instructions) {
        // When
        Arithmetic chosen = choose(wanted, device, instructions);

        // Then
        assertThat(chosen.precision()).isEqualTo(wanted);
        assertThat(chosen.remarks()).isEmpty();
        assertThat(chosen.key()).isEqualTo((device.equals("gpu") ? "cuda-" : "cpu-") + wanted.key());
    }

    @ParameterizedTest
    @CsvSource({
        "BF16, cpu, avx512_vnni, 'Precision bf16 needs one of the instruction sets AMX_BF16, AVX512_BF16, BF16'",
        "INT8, cpu, avx2, 'Precision int8 needs one of the instruction sets AMX_INT8, AVX512_VNNI, AVX_VNNI'",
        "INT8, cpu, i8mm, 'Precision int8 needs one of the instruction sets AMX_INT8, AVX512_VNNI, AVX_VNNI'",
        "FP16, cpu, avx512_fp16, 'Precision fp16 is for GPUs'",
        "INT8, gpu, avx512_vnni, 'Precision int8 is for processors, and gpu:0'",
    })
    void isFp32WhereTheDeviceLacksItAndSaysWhy(Precision wanted, String device, String instructions, String remark) {
        // When
        Arithmetic chosen = choose(wanted, device, instructions);

        // Then
        assertThat(chosen.precision()).isEqualTo(Precision.FP32);
        assertThat(chosen.remarks())
                .singleElement()
                .asString()
                .startsWith(remark)
                .endsWith("in fp32 instead.");
    }

    @ParameterizedTest
    @CsvSource({
        "FP32, portable-fp32, 0",
        "BF16, portable-bf16, 0",
        "INT8, portable-fp32, 1",
        "FP16, portable-fp32, 1",
    })
    void hasPortableLayersWhereTheyAreForced(Precision wanted, String key, int remarks) {
        // When
        Arithmetic chosen = Arithmetic.choose(
                wanted,
                new ComputeDevice.Cpu(),
                CpuLayers.PORTABLE,
                new Processor("amd64", Set.of("avx512_bf16", "avx512_vnni")));

        // Then
        assertThat(chosen.key()).isEqualTo(key);
        assertThat(chosen.remarks()).hasSize(remarks);
    }

    @Test
    void leavesPlainLayersToGpusWhateverProcessorsHave() {
        assertThat(Arithmetic.choose(
                                Precision.BF16,
                                new ComputeDevice.Gpu(0),
                                CpuLayers.PORTABLE,
                                new Processor("amd64", Set.of()))
                        .key())
                .isEqualTo("cuda-bf16");
    }

    private static Arithmetic choose(Precision wanted, String device, String instructions) {
        return Arithmetic.choose(
                wanted,
                device.equals("gpu") ? new ComputeDevice.Gpu(0) : new ComputeDevice.Cpu(),
                CpuLayers.AUTO,
                new Processor("any", Set.of(instructions)));
    }
}
