package dev.srlstream.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskTest {
    private final Task task = new Task(0, 2);

    @Test
    void outcomesKeepTheOrderOfTheirPartition() {
        // Given
        Sentence first = new Sentence(0, 10);
        Sentence second = new Sentence(0, 10);
        task.add(first);
        task.add(second);

        // When
        second.label();

        // Then
        assertThat(task.isFull()).isTrue();
        assertThat(task.isOldestLabelled()).isFalse();
        first.label();
        assertThat(task.isOldestLabelled()).isTrue();
        assertThat(task.removeOldest()).isSameAs(first);
    }

    @Test
    void whatComesAndGoesBetweenTwoCommitsNeverReachesTheChangelog() {
        // Given
        task.add(new Sentence(0, 10));
        task.removeOldest();

        // Then
        assertThat(task.commit()).isZero();
    }

    @Test
    void whatIsPendingAtACommitIsWrittenOnceAndTakenBackOnce() {
        // Given
        task.add(new Sentence(0, 10));
        task.add(new Sentence(0, 10));

        // Then
        assertThat(task.commit()).isEqualTo(2);
        assertThat(task.commit()).isZero();
        task.removeOldest();
        assertThat(task.commit()).isEqualTo(1);
    }

    @Test
    void aSentenceInTheSlotOfAnotherIsOneRecord() {
        // Given
        task.add(new Sentence(0, 10));
        task.commit();

        // When
        task.removeOldest();
        task.add(new Sentence(0, 10));

        // Then
        assertThat(task.commit()).isEqualTo(1);
    }
}
