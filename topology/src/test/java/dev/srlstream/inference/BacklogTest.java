package dev.srlstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BacklogTest {
    @Test
    void takesEverythingThatFitsShortestFirst() {
        // Given
        Backlog backlog = backlog(100, 12, 10, 14);

        // When
        List<Row> batch = backlog.takeBatch();

        // Then
        assertThat(batch).extracting(Row::length).containsExactly(10, 12, 14);
        assertThat(backlog.isEmpty()).isTrue();
    }

    @Test
    void countsPaddingAgainstTheBudget() {
        // Given three rows that fit as they are, but not when all are as long as the longest
        Backlog backlog = backlog(29, 10, 9, 8);

        // When
        List<Row> batch = backlog.takeBatch();

        // Then
        assertThat(batch).extracting(Row::length).containsExactly(9, 10);
    }

    @Test
    void surroundsTheOldestRowWithThoseOfLikeLength() {
        // Given
        Backlog backlog = backlog(44, 10, 50, 3, 11, 9, 49, 4, 10);

        // When
        List<Row> batch = backlog.takeBatch();

        // Then
        assertThat(batch).extracting(Row::length).containsExactly(9, 10, 10, 11);
    }

    @Test
    void takesAShorterRowWhereALongerOneWouldBreakTheBudget() {
        // Given
        Backlog backlog = backlog(20, 10, 11, 6);

        // When
        List<Row> batch = backlog.takeBatch();

        // Then
        assertThat(batch).extracting(Row::length).containsExactly(6, 10);
    }

    @Test
    void makesNoBatchThatIsMostlyPadding() {
        // Given
        Backlog backlog = backlog(4096, 10, 10, 10, 500);

        // When
        List<Row> batch = backlog.takeBatch();

        // Then
        assertThat(batch).extracting(Row::length).containsExactly(10, 10, 10);
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
        Backlog backlog = new Backlog(20);
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
    void takesEveryRowOnceWithTheOldestInEachBatchAndWithinTheBudget() {
        for (int seed = 0; seed < 200; seed++) {
            // Given
            Random random = new Random(seed);
            int[] lengths = random.ints(1 + random.nextInt(60), 3, 60).toArray();
            int budget = 1 + random.nextInt(300);
            List<Row> waiting = new ArrayList<>(rows(lengths));
            Backlog backlog = new Backlog(budget);
            waiting.forEach(row -> backlog.add(row, 0));

            while (!backlog.isEmpty()) {
                // When
                List<Row> batch = backlog.takeBatch();

                // Then
                int longest = batch.get(batch.size() - 1).length();
                int real = batch.stream().mapToInt(Row::length).sum();
                assertThat(batch).as("seed %d", seed).contains(waiting.get(0)).doesNotHaveDuplicates();
                assertThat(batch.size() == 1 || batch.size() * longest <= budget)
                        .as("seed %d", seed)
                        .isTrue();
                assertThat(batch.size() * longest).as("seed %d", seed).isLessThanOrEqualTo(2 * real);
                assertThat(waiting).as("seed %d", seed).containsAll(batch);
                waiting.removeAll(batch);
            }
            assertThat(waiting).as("seed %d", seed).isEmpty();
        }
    }

    private static Backlog backlog(int budget, int... lengths) {
        Backlog backlog = new Backlog(budget);
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
