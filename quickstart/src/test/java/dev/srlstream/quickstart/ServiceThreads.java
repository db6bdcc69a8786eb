package dev.srlstream.quickstart;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the threads of the services in this process compute: the streams' and their clients', which are named after the
 * application, and the engine's. Processor time, so that a busy machine does not matter, and without the brokers.
 */
final class ServiceThreads {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Map<Long, Long> before = new TreeMap<>();

    ServiceThreads() {
        for (long id : THREADS.getAllThreadIds()) {
            before.put(id, THREADS.getThreadCpuTime(id));
        }
    }

    /** Since this was made, by the thread's name. */
    Map<String, Duration> computed() {
        Map<String, Duration> computed = new TreeMap<>();
        for (ThreadInfo thread : THREADS.dumpAllThreads(false, false, 0)) {
            long id = thread.getThreadId();
            if (thread.getThreadName().contains("srl-")) {
                long nanos = THREADS.getThreadCpuTime(id) - before.getOrDefault(id, 0L);
                computed.merge(thread.getThreadName(), Duration.ofNanos(Math.max(0, nanos)), Duration::plus);
            }
        }
        return computed;
    }
}
