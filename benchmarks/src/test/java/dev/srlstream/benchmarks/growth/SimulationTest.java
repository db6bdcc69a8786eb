package dev.srlstream.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

class SimulationTest {
    @Test
    void oneInstanceLabelsWhatItsDeviceComputes() {
        // When
        Figures figures = Simulation.run(Worlds.backlog(Worlds.size(1, 1, 1, 1), Worlds.free()));

        // Then
        assertThat(figures.sentencesPerSecond()).isCloseTo(Worlds.DEVICE_SENTENCES, withinPercentage(1));
        assertThat(figures.deviceShare()).isCloseTo(1, within(0.01));
        assertThat(figures.wordpiecesPerBatch()).isCloseTo(1_000, within(1.0));
        assertThat(figures.limit()).isEqualTo(Limit.DEVICE);
    }

    @Test
    void twoInstancesLabelTwiceAsMuch() {
        // When
        Figures figures = Simulation.run(Worlds.backlog(Worlds.size(2, 1, 4, 1), Worlds.free()));

        // Then
        assertThat(figures.sentencesPerSecond()).isCloseTo(2 * Worlds.DEVICE_SENTENCES, withinPercentage(1));
    }

    @Test
    void anInstanceWithoutAPartitionBringsNothing() {
        // When
        Figures figures = Simulation.run(Worlds.backlog(Worlds.size(4, 1, 2, 1), Worlds.free()));

        // Then
        assertThat(figures.sentencesPerSecond()).isCloseTo(2 * Worlds.DEVICE_SENTENCES, withinPercentage(1));
        assertThat(figures.deviceShare()).isCloseTo(0.5, within(0.01));
        assertThat(figures.limit()).isEqualTo(Limit.PARTITIONS);
    }

    @Test
    void moreThreadsThanPartitionsBringNothing() {
        // Given a millisecond of a thread for each sentence, of which the device could do two
        Costs costs = Worlds.only(Cost.READ, 1_000);

        // When
        Figures few = Simulation.run(Worlds.backlog(Worlds.size(1, 1, 1, 1), costs));
        Figures many = Simulation.run(Worlds.backlog(Worlds.size(1, 8, 1, 1), costs));
        Figures spread = Simulation.run(Worlds.backlog(Worlds.size(1, 8, 8, 1), costs));

        // Then
        assertThat(few.sentencesPerSecond()).isCloseTo(1_000, withinPercentage(1));
        assertThat(few.limit()).isEqualTo(Limit.STREAM_THREADS);
        assertThat(many.sentencesPerSecond()).isCloseTo(1_000, withinPercentage(1));
        assertThat(many.limit()).isEqualTo(Limit.PARTITIONS);
        assertThat(spread.limit()).isEqualTo(Limit.DEVICE);
    }

    @Test
    void aThreadWithoutPendingSentencesCommitsAfterAQuarterOfTheInterval() {
        // Given sentences that come one by one, and polls of 10 ms at both ends of the wait of 25 to 35 ms
        Scenario scenario = Worlds.paced(Worlds.size(1, 1, 1, 1), 100);

        // When
        Figures figures = Simulation.run(scenario);

        // Then
        assertThat(figures.p50()).isBetween(12.0, 30.0);
        assertThat(figures.p99()).isBetween(25.0, 75.0);
        assertThat(figures.limit()).isEqualTo(Limit.ARRIVALS);
        assertThat(figures.transactionsPerSecond()).isBetween(25.0, 45.0);
    }

    @Test
    void aSentenceAfterARestIsCommittedAtOnce() {
        // When
        Figures figures = Simulation.run(Worlds.paced(Worlds.size(1, 1, 1, 1), 0.5));

        // Then
        assertThat(figures.p50()).isLessThan(25);
    }

    @Test
    void moreThanTheDeviceComputesIsNotLabelled() {
        // When
        Figures figures = Simulation.run(Worlds.paced(Worlds.size(1, 1, 4, 1), 3_000));

        // Then
        assertThat(figures.sentencesPerSecond()).isCloseTo(Worlds.DEVICE_SENTENCES, withinPercentage(1));
        assertThat(figures.limit()).isEqualTo(Limit.DEVICE);
        assertThat(figures.p99()).isGreaterThan(5_000);
        // Something is always pending, so that only the interval commits.
        assertThat(figures.transactionsPerSecond()).isBetween(9.0, 10.0);
    }

    @Test
    void twiceAsManyBrokersTakeTwiceAsMuch() {
        // Given half a millisecond of a broker to write a sentence's frames, and as much to read them
        Costs costs = Worlds.bytesOnly(1_000, 500);

        // When
        Figures one = Simulation.run(Worlds.scenario(Worlds.size(8, 1, 8, 1), 0, 1, costs, 1));
        Figures two = Simulation.run(Worlds.scenario(Worlds.size(8, 1, 8, 2), 0, 1, costs, 1));

        // Then
        assertThat(one.limit()).isEqualTo(Limit.BROKERS);
        assertThat(one.sentencesPerSecond()).isCloseTo(1_000, withinPercentage(5));
        assertThat(two.limit()).isEqualTo(Limit.BROKERS);
        assertThat(two.sentencesPerSecond()).isCloseTo(2_000, withinPercentage(5));
    }

    @Test
    void commitsOfManyPartitionsTakeAThread() {
        // Given a millisecond for each partition in a commit: 400 of them are four commit intervals
        Costs costs = Worlds.only(Cost.COMMIT_TASK, 1_000);

        // When
        Figures figures = Simulation.run(Worlds.scenario(Worlds.size(1, 1, 400, 1), 20_000, 1, costs, 1));

        // Then
        assertThat(figures.usage().commit()).isBetween(0.75, 0.85);
        assertThat(figures.transactionsPerSecond()).isCloseTo(2, within(0.1));
    }

    @Test
    void theSameSeedGivesTheSameFigures() {
        // Given
        Scenario scenario = Worlds.scenario(Worlds.size(2, 2, 8, 2), 500, 10_000, Costs.measured(), 7);
        Scenario other = Worlds.scenario(Worlds.size(2, 2, 8, 2), 500, 10_000, scenario.costs(), 8);

        // When
        Figures figures = Simulation.run(scenario);

        // Then
        assertThat(Simulation.run(scenario)).isEqualTo(figures);
        assertThat(Simulation.run(other).sentencesPerSecond()).isNotEqualTo(figures.sentencesPerSecond());
    }
}
