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
 * The instruction sets of this machine's processor.
 *
 * @param names as the Linux kernel spells them, for example {@code avx512_bf16}; empty where the platform does not tell
 */
record CpuInstructions(Set<String> names) {
    private static final EventLog LOG = EventLog.of(CpuInstructions.class);
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    CpuInstructions {
        names = Set.copyOf(names);
    }

    static CpuInstructions ofThisMachine() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return new CpuInstructions(lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .map(flags -> Arrays.stream(flags.split("\\s+")).collect(Collectors.toSet()))
                    .orElse(Set.of()));
        } catch (IOException e) {
            LOG.log(new ProcessorUnknown(CPU_INFO, e.toString()));
            return new CpuInstructions(Set.of());
        }
    }

    boolean haveAnyOf(Set<String> wanted) {
        return wanted.stream().anyMatch(names::contains);
    }
}
