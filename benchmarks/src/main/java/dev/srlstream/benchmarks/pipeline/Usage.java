package dev.srlstream.benchmarks.pipeline;

import com.sun.management.ThreadMXBean;
import dev.srlstream.benchmarks.measure.Meter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What this process has used: an embedded broker, the clients that publish and watch, and the collector included.
 *
 * @param cpuSeconds of all threads
 * @param allocatedBytes on the heap, by thread id; of threads that still live
 */
record Usage(double cpuSeconds, Map<Long, Long> allocatedBytes) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * For each sentence.
     *
     * @param cpuMilliseconds of all threads
     * @param allocatedKilobytes thousands of bytes on the heap
     */
    record PerSentence(double cpuMilliseconds, double allocatedKilobytes) {}

    static Usage now() {
        long[] threads = Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null)
                .mapToLong(thread -> thread.getThreadId())
                .toArray();
        long[] bytes = THREADS.getThreadAllocatedBytes(threads);
        Map<Long, Long> allocated = new HashMap<>();
        for (int i = 0; i < threads.length; i++) {
            allocated.put(threads[i], Math.max(0, bytes[i]));
        }
        return new Usage(Meter.sinceStart(), allocated);
    }

    PerSentence since(Usage begin, int sentences) {
        long bytes = 0;
        for (Map.Entry<Long, Long> thread : allocatedBytes.entrySet()) {
            bytes += thread.getValue() - begin.allocatedBytes.getOrDefault(thread.getKey(), 0L);
        }
        return new PerSentence((cpuSeconds - begin.cpuSeconds) * 1e3 / sentences, bytes / 1e3 / sentences);
    }
}
