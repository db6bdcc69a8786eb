package dev.srlstream.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProcessorTest {
    private static final String X86 = """
            processor\t: 0
            model name\t: AMD EPYC 9R14
            flags\t\t: fpu vme avx2 avx512_bf16 avx512_vnni
            bugs\t\t: sysret_ss_attrs
            """;
    private static final String ARM = """
            processor\t: 0
            BogoMIPS\t: 2100.00
            Features\t: fp asimd asimddp i8mm bf16
            CPU implementer\t: 0x41
            """;

    @Test
    void hasTheFlagsOfAnX86Listing() {
        // When
        Processor processor = Processor.of("amd64", X86.lines());

        // Then
        assertThat(processor.instructions())
                .containsExactlyInAnyOrder("fpu", "vme", "avx2", "avx512_bf16", "avx512_vnni");
        assertThat(processor.isX86()).isTrue();
    }

    @Test
    void hasTheFeaturesOfAnArmListing() {
        // When
        Processor processor = Processor.of("aarch64", ARM.lines());

        // Then
        assertThat(processor.instructions()).containsExactlyInAnyOrder("fp", "asimd", "asimddp", "i8mm", "bf16");
        assertThat(processor.hasAnyOf(Set.of("amx_bf16", "bf16"))).isTrue();
        assertThat(processor.isX86()).isFalse();
    }

    /** An emulated process can see the listing of the machine below. */
    @Test
    void hasNoneOfAnotherArchitecture() {
        assertThat(Processor.of("aarch64", X86.lines()).instructions()).isEmpty();
        assertThat(Processor.of("amd64", ARM.lines()).instructions()).isEmpty();
    }

    @Test
    void hasNoneWhereTheListingIsEmpty() {
        assertThat(Processor.of("aarch64", Stream.of()).instructions()).isEmpty();
    }
}
