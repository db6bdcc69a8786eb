package dev.srlstream.reliability.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.reliability.cluster.Broker;
import dev.srlstream.reliability.cluster.Cluster;
import dev.srlstream.reliability.cluster.KafkaLibraries;
import dev.srlstream.reliability.cluster.Network;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trial asks of brokers while a fault strikes one of them. */
class OffsetsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Tag("long")
    void answersWhileABrokerFreezesDiesAndComesBack() throws Exception {
        try (Network network = Network.of(0);
                Cluster cluster = Cluster.start(network, 3, KafkaLibraries.in(KafkaLibraries.bundled()), folder);
                Admin admin = cluster.admin()) {
            // Given
            cluster.createTopics(Map.of("frames", 4));
            Offsets offsets = new Offsets(admin);
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<Integer> questions = CompletableFuture.supplyAsync(() -> ask(offsets, over));
            Broker broker = cluster.brokers().get(2);

            // When
            broker.process().freeze();
            Thread.sleep(5_000);
            broker.process().thaw();
            cluster.awaitBrokers(PATIENCE);
            broker.process().kill();
            Thread.sleep(2_000);
            broker.start();
            cluster.awaitBrokers(PATIENCE);
            over.set(true);

            // Then
            assertThat(questions.get()).isPositive();
        }
    }

    private static int ask(Offsets offsets, AtomicBoolean over) {
        int asked = 0;
        try {
            for (; !over.get(); asked++) {
                assertThat(offsets.openTransactions()).isZero();
                var partitions = offsets.partitions(Set.of("frames"));
                assertThat(offsets.ends(partitions, IsolationLevel.READ_COMMITTED))
                        .hasSize(4);
                assertThat(offsets.hanging(List.copyOf(partitions))).isEmpty();
                assertThat(offsets.committed("nobody", "frames")).isEmpty();
            }
            return asked;
        } catch (Exception e) {
            throw new AssertionError("After " + asked + " rounds: " + e, e);
        }
    }
}
