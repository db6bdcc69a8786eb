package dev.srlstream.change;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** The consumer group of an application, as the brokers tell it. Closing ends a question that is under way. */
interface Group extends AutoCloseable {
    /**
     * What the members call themselves, each as often as it has stream threads; those that died are members until their session is over.
     *
     * @throws ExecutionException when the brokers refuse to tell
     * @throws TimeoutException when they do not answer
     */
    List<String> clientIds() throws ExecutionException, TimeoutException, InterruptedException;

    @Override
    void close();
}
