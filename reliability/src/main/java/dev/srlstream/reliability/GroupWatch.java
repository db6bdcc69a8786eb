package dev.srlstream.reliability;

import dev.srlstream.reliability.cluster.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;

/** Counts how often the partitions of a group have been dealt out anew, looking once a second. Owned by the trial, which closes it. */
final class GroupWatch implements AutoCloseable {
    /** How the partitions of a member read that has none. */
    private static final String NONE = "[]";

    private final Admin admin;
    private final String group;
    private final boolean streams;
    private final Thread thread = new Thread(this::watch, "group-watch");
    private Map<String, String> last = Map.of();
    private volatile Map<String, String> seen = Map.of();
    private final AtomicInteger rebalances = new AtomicInteger();

    GroupWatch(Cluster cluster, String group, String protocol) {
        this.admin = cluster.admin();
        this.group = group;
        this.streams = protocol.equals("streams");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    int rebalances() {
        return rebalances.get();
    }

    /**
     * Whether, when last looked at, it had these members, each with partitions, and no others: those that had been cut off are
     * back, and those that were killed are no longer waited for.
     *
     * @param names what the members call themselves
     */
    boolean consistsOf(List<String> names) {
        Map<String, String> now = seen;
        return now.size() == names.size()
                && names.stream().allMatch(name -> now.entrySet().stream()
                        .anyMatch(member -> member.getKey().startsWith(name + "-")
                                && !member.getValue().equals(NONE)));
    }

    /** What it has seen last: each member with its partitions. */
    Map<String, String> members() {
        return seen;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(1_000);
                look();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try {
            Map<String, String> now = streams ? streamsMembers() : consumers();
            if (!now.isEmpty() && !now.equals(last)) {
                last = now;
                rebalances.incrementAndGet();
            }
            seen = now;
        } catch (ExecutionException brokersAreDown) {
            // Looked for again in a second.
            seen = Map.of();
        }
    }

    private Map<String, String> consumers() throws InterruptedException, ExecutionException {
        Map<String, String> members = new TreeMap<>();
        Objects.requireNonNull(admin.describeConsumerGroups(List.of(group))
                        .describedGroups()
                        .get(group))
                .get()
                .members()
                .forEach(member -> members.put(
                        member.clientId() + " " + member.consumerId(),
                        member.assignment().topicPartitions().stream()
                                .map(Object::toString)
                                .sorted()
                                .toList()
                                .toString()));
        return members;
    }

    private Map<String, String> streamsMembers() throws InterruptedException, ExecutionException {
        Map<String, String> members = new TreeMap<>();
        Objects.requireNonNull(admin.describeStreamsGroups(List.of(group))
                        .describedGroups()
                        .get(group))
                .get()
                .members()
                .forEach(member -> members.put(
                        member.clientId() + " " + member.memberId(),
                        member.assignment().activeTasks().toString()));
        return members;
    }

    @Override
    public void close() {
        thread.interrupt();
        admin.close(Duration.ZERO);
    }
}
