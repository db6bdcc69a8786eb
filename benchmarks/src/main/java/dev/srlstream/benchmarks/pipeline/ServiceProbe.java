package dev.srlstream.benchmarks.pipeline;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks into the Java process of a service that runs as any other does. Owned by one thread, which closes it. */
final class ServiceProbe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private ServiceProbe(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
    }

    /** Attaches to a process, also to one that has just been started and does not listen yet. */
    static ServiceProbe attach(ProcessHandle process) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return attachNow(process);
            } catch (IOException e) {
                if (System.nanoTime() > deadline || !process.isAlive()) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    private static ServiceProbe attachNow(ProcessHandle process) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
            try {
                return new ServiceProbe(
                        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("The service's Java cannot be looked into", e);
        }
    }

    /** Bytes of heap that are reachable: collects first. */
    long heapAfterCollection() throws IOException {
        MemoryMXBean memory = ManagementFactory.newPlatformMXBeanProxy(
                beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** Collections since its start, of all collectors. */
    long collections() throws IOException {
        return ManagementFactory.getPlatformMXBeans(beans, GarbageCollectorMXBean.class).stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    /** Sentences in its pending stores, as they were last committed. */
    long pending() throws IOException {
        return sum("kafka.streams:type=stream-state-metrics,*", "num-keys");
    }

    /** Bytes in its record caches. */
    long cachedBytes() throws IOException {
        return sum("kafka.streams:type=stream-task-metrics,*", "cache-size-bytes-total");
    }

    /** Whether its streams exist, which is when they begin to join their group. */
    boolean isJoining() throws IOException {
        return !beans.queryNames(name("kafka.streams:type=stream-metrics,*"), null)
                .isEmpty();
    }

    /** Whether its streams hold their partitions and what was pending. */
    boolean isRunning() throws IOException {
        for (ObjectName name : beans.queryNames(name("kafka.streams:type=stream-metrics,*"), null)) {
            try {
                if (String.valueOf(beans.getAttribute(name, "state")).equals("RUNNING")) {
                    return true;
                }
            } catch (JMException e) {
                continue; // Some beans of a type have other attributes.
            }
        }
        return false;
    }

    private long sum(String pattern, String attribute) throws IOException {
        double sum = 0;
        for (ObjectName name : beans.queryNames(name(pattern), null)) {
            try {
                double value = ((Number) beans.getAttribute(name, attribute)).doubleValue();
                sum += Double.isFinite(value) ? value : 0;
            } catch (JMException e) {
                continue; // Some beans of a type have other attributes.
            }
        }
        return (long) sum;
    }

    private static ObjectName name(String pattern) {
        try {
            return new ObjectName(pattern);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
