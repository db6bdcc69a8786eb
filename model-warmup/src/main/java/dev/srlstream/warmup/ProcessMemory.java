package dev.srlstream.warmup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory a process takes, this one in the first place. */
public final class ProcessMemory {
    private static final String RESIDENT = "VmRSS:";

    private ProcessMemory() {}

    /** Resident bytes, native memory included; 0 where the platform does not tell. */
    public static long residentBytes() {
        return residentBytes("self");
    }

    /** As {@link #residentBytes()}, of another process of this machine. */
    public static long residentBytes(ProcessHandle process) {
        return residentBytes(Long.toString(process.pid()));
    }

    private static long residentBytes(String process) {
        try {
            return Files.readAllLines(Path.of("/proc", process, "status")).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Bytes of Java heap in use, garbage included. */
    static long heapBytes() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
