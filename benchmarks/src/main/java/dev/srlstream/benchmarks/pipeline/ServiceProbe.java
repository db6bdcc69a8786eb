package dev.srlstream.benchmarks.pipeline;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks into the Java process of a service that runs as any other does. Owned by one thread, which closes it. */
final class ServiceProbe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String STREAMS = "kafka.streams:type=stream-metrics,*";
    private static final String STATE = "state";

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

    @SuppressWarnings(
            "BanJNDI") // What answers is our own child process, at the address that it told through its attach socket.
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
        return attributes("kafka.streams:type=stream-state-metrics,*", "num-keys").stream()
                .mapToLong(value -> ((Number) value).longValue())
                .sum();
    }

    /** Whether its streams exist, which is when they begin to join their group. */
    boolean isJoining() throws IOException {
        return !attributes(STREAMS, STATE).isEmpty();
    }

    /** Whether its streams hold their partitions and what was pending. */
    boolean isRunning() throws IOException {
        return attributes(STREAMS, STATE).stream().map(String::valueOf).anyMatch("RUNNING"::equals);
    }

    /** Of those beans that have it. */
    private List<Object> attributes(String pattern, String attribute) throws IOException {
        List<Object> values = new ArrayList<>();
        for (ObjectName name : beans.queryNames(name(pattern), null)) {
            try {
                values.addAll(beans.getAttributes(name, new String[] {attribute}).asList().stream()
                        .map(Attribute::getValue)
                        .toList());
            } catch (JMException e) {
                throw new IOException("The service's beans cannot be read", e);
            }
        }
        return values;
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
