package dev.srlstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BacklogTest {
    @Test
    void takesRowsInTheOrderOfTheirArrivalUntilTheBudgetIsFull() {
        // Given
        Backlog backlog = backlog(40, 10, 14, 12, 5, 3);

        // When
        List<Row> batch = backlog.takeBatch();

        // Then
        assertThat(batch).extracting(Row::length).containsExactly(10, 14, 12);
        assertThat(backlog.takeBatch()).extracting(Row::length).containsExactly(5, 3);
        assertThat(backlog.isEmpty()).isTrue();
    }

    @Test
    void endsABatchBeforeALongRowWouldMakeMostOfItsRectangleEmpty() {
        // Given short rows enough for the budget, were it not for the long one
        Backlog backlog = backlog(100, 5, 5, 5, 5, 80, 5, 5);

        // When
        List<Row> batch = backlog.takeBatch();

        // Then
        assertThat(batch).extracting(Row::length).containsExactly(5, 5, 5, 5, 80);
        assertThat(backlog.takeBatch()).hasSize(2);
    }

    @Test
    void sendsARowBeyondTheBudgetAlone() {
        // Given
        Backlog backlog = backlog(20, 30, 30, 5);

        // When
        List<Row> batch = backlog.takeBatch();

        // Then
        assertThat(batch).extracting(Row::length).containsExactly(30);
    }

    @Test
    void fillsABatchOnceItsWordpiecesReachTheBudget() {
        assertThat(backlog(20, 9, 10).fillsABatch()).isFalse();
        assertThat(backlog(20, 10, 10).fillsABatch()).isTrue();
    }

    @Test
    void forgetsWhatWasRemoved() {
        // Given
        Backlog backlog = new Backlog(new Budget(20));
        List<Row> removed = rows(10);
        removed.forEach(row -> backlog.add(row, 0));
        rows(11).forEach(row -> backlog.add(row, 1));

        // When
        backlog.removeAll(removed);

        // Then
        assertThat(backlog.fillsABatch()).isFalse();
        assertThat(backlog.oldestSince()).isEqualTo(1);
        assertThat(backlog.takeBatch()).extracting(Row::length).containsExactly(11);
    }

    @Test
    void takesEveryRowOnceInOrderAndWithinItsBounds() {
        for (int seed = 0; seed < 200; seed++) {
            // Given
            Random random = new Random(seed);
            int[] lengths = random.ints(1 + random.nextInt(60), 3, 60).toArray();
            int budget = 1 + random.nextInt(300);
            List<Row> waiting = rows(lengths);
            Backlog backlog = new Backlog(new Budget(budget));
            waiting.forEach(row -> backlog.add(row, 0));
            List<Row> taken = new ArrayList<>();

            while (!backlog.isEmpty()) {
                // When
                List<Row> batch = backlog.takeBatch();
                taken.addAll(batch);

                // Then
                int longest = batch.stream().mapToInt(Row::length).max().orElseThrow();
                int real = batch.stream().mapToInt(Row::length).sum();
                assertThat(batch.size() == 1 || (real <= budget && batch.size() * longest <= 4 * budget))
                        .as("seed %d", seed)
                        .isTrue();
            }
            assertThat(taken).as("seed %d", seed).isEqualTo(waiting);
        }
    }

    private static Backlog backlog(int budget, int... lengths) {
        Backlog backlog = new Backlog(new Budget(budget));
        rows(lengths).forEach(row -> backlog.add(row, 0));
        return backlog;
    }

    private static List<Row> rows(int... lengths) {
        List<Row> rows = new ArrayList<>();
        for (int length : lengths) {
            Sentence sentence = Words.ofLength(length);
            List<String> words =
                    sentence.tokens().stream().map(token -> token.getText()).toList();
            rows.addAll(new Job(sentence, Words.encoder().encode(words), false).rows());
        }
        return rows;
    }
}
