package dev.srlstream.benchmarks.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Measures pieces of work that follow each other in this process. Owned by one thread. */
public final class Meter {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final double NANOSECONDS = 1e9;

    private long cpu;
    private long wall;

    public Meter() {
        lap();
    }

    /** Since the last lap, or since the meter was made. */
    public Cost lap() {
        long cpuNow = PROCESS.getProcessCpuTime();
        long wallNow = System.nanoTime();
        var cost = new Cost((cpuNow - cpu) / NANOSECONDS, (wallNow - wall) / NANOSECONDS);
        cpu = cpuNow;
        wall = wallNow;
        return cost;
    }

    /** CPU seconds of this process since it was started. */
    public static double sinceStart() {
        return PROCESS.getProcessCpuTime() / NANOSECONDS;
    }
}
