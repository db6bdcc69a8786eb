package dev.srlstream.benchmarks.model;

import dev.srlstream.benchmarks.measure.Cost;
import dev.srlstream.benchmarks.measure.Meter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures turns of this process: as {@link Meter}, but without what Java's compilers and collectors do in the background, which
 * would be charged to the side that has the turn, and to the nanosecond. From Linux's {@code /proc/self/task}.
 */
final class WorkMeter {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final List<String> BACKGROUND = List.of("C1 ", "C2 ", "G1 ", "GC ", "VM ", "Sweeper", "Monitor");
    private static final double NANOSECONDS = 1e9;

    private final long cpu = cpuNanos();
    private final long wall = System.nanoTime();

    /** Since the meter was made. */
    Cost read() {
        long elapsed = System.nanoTime() - wall;
        return new Cost((cpuNanos() - cpu) / NANOSECONDS, elapsed / NANOSECONDS);
    }

    private static long cpuNanos() {
        long sum = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                sum += cpuNanos(task);
            }
            return sum;
        } catch (IOException e) {
            throw new IllegalStateException("the kernel does not tell the CPU time of threads in " + TASKS, e);
        }
    }

    private static long cpuNanos(Path task) {
        try {
            String name = Files.readString(task.resolve("comm"));
            boolean background = BACKGROUND.stream().anyMatch(name::startsWith);
            // Nanoseconds on a processor come first.
            return background
                    ? 0
                    : Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ", 2)[0]);
        } catch (IOException ended) {
            // The thread did, between being listed and being read.
            return 0;
        }
    }
}
