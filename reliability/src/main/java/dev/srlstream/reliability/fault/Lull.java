package dev.srlstream.reliability.fault;

/** A time without new sentences, in which a fault strikes. */
public interface Lull {
    /**
     * Lets no more sentences come, and waits until all there were have an outcome.
     *
     * @throws FaultException when they do not get one
     */
    void begin() throws InterruptedException, FaultException;

    /** Lets a few come nevertheless. */
    void publish(int sentences) throws InterruptedException;

    /**
     * Waits until all instances are started, and the group consists of them.
     *
     * @throws FaultException when it does not come to that
     */
    void awaitInstances() throws InterruptedException, FaultException;

    /**
     * Waits until a sentence gets frames from those instances; rejections may come before. Returns at once where all sentences have an
     * outcome, as they have when there were none left to publish.
     *
     * @throws FaultException when none gets any
     */
    void awaitFrames() throws InterruptedException, FaultException;

    /** Lets sentences come as before. */
    void end();
}
