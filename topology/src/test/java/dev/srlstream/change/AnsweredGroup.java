package dev.srlstream.change;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** A group that is told beforehand what to answer, the last answer for ever. */
final class AnsweredGroup implements Group {
    private final Deque<Callable<List<String>>> answers = new ArrayDeque<>();
    private int asked;

    AnsweredGroup then(String... clientIds) {
        answers.add(() -> List.of(clientIds));
        return this;
    }

    AnsweredGroup thenFails(Exception failure) {
        answers.add(() -> {
            throw failure;
        });
        return this;
    }

    /** How often it has been asked. */
    synchronized int asked() {
        return asked;
    }

    @Override
    public synchronized List<String> clientIds() throws ExecutionException, TimeoutException, InterruptedException {
        asked++;
        Callable<List<String>> answer = answers.size() == 1 ? answers.element() : answers.remove();
        try {
            return answer.call();
        } catch (ExecutionException | TimeoutException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
