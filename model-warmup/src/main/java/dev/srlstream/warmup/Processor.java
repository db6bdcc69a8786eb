package dev.srlstream.warmup;

import dev.srlstream.log.EventLog;
import dev.srlstream.log.model.ModelEvents.ProcessorUnknown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What matters of a processor.
 *
 * @param architecture as Java spells it: {@code amd64}, {@code aarch64}
 * @param instructions its instruction sets as the Linux kernel spells them, for example {@code avx512_bf16}; empty
 *     where the platform does not tell
 */
record Processor(String architecture, Set<String> instructions) {
    private static final EventLog LOG = EventLog.of(Processor.class);
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    Processor {
        instructions = Set.copyOf(instructions);
    }

    static Processor ofThisMachine() {
        String architecture = System.getProperty("os.arch");
        if (!Files.exists(CPU_INFO)) {
            return new Processor(architecture, Set.of()); // not Linux
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return of(architecture, lines);
        } catch (IOException e) {
            LOG.log(new ProcessorUnknown(CPU_INFO, e.toString()));
            return new Processor(architecture, Set.of());
        }
    }

    /**
     * The first of the processors that a listing describes.
     *
     * @param cpuInfo lines of {@code /proc/cpuinfo}. An emulator may show those of the machine that it runs on, so the
     *     line of another architecture counts for nothing
     */
    static Processor of(String architecture, Stream<String> cpuInfo) {
        String name = architecture.equals("aarch64") ? "Features" : "flags";
        return new Processor(
                architecture,
                cpuInfo.filter(line -> line.startsWith(name))
                        .findFirst()
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .map(sets -> Arrays.stream(sets.split("\\s+")).collect(Collectors.toSet()))
                        .orElse(Set.of()));
    }

    boolean isX86() {
        return architecture.equals("amd64") || architecture.equals("x86_64");
    }

    boolean hasAnyOf(Set<String> wanted) {
        return wanted.stream().anyMatch(instructions::contains);
    }
}
