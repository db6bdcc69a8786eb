package dev.srlstream.reliability;

import dev.srlstream.reliability.fault.FaultException;
import dev.srlstream.reliability.fault.Lull;
import dev.srlstream.reliability.load.Load;
import java.util.function.BooleanSupplier;

/** Stops the load of a trial for a while. */
final class TrialLull implements Lull {
    private final Load load;
    private final Flow flow;
    private final long total;
    private final BooleanSupplier isWhole;
    /** Sentences that had frames when all instances were there last. */
    private long before;

    /**
     * @param total how many sentences the load publishes in all
     * @param isWhole whether all instances are started and have partitions
     */
    TrialLull(Load load, Flow flow, long total, BooleanSupplier isWhole) {
        this.load = load;
        this.flow = flow;
        this.total = total;
        this.isWhole = isWhole;
    }

    @Override
    public void begin() throws InterruptedException, FaultException {
        load.stopAt(0);
        // One may be on its way.
        Thread.sleep(100);
        await(load.published(), () -> true);
    }

    @Override
    public void publish(int sentences) throws InterruptedException {
        long until = Math.min(total, load.published() + sentences);
        load.stopAt(until);
        while (load.published() < until) {
            load.requireHealthy();
            Thread.sleep(10);
        }
    }

    @Override
    public void awaitInstances() throws InterruptedException, FaultException {
        await(0, isWhole);
        before = flow.frames();
    }

    @Override
    public void awaitFrames() throws InterruptedException, FaultException {
        await(0, () -> flow.frames() > before || flow.outcomes() >= load.published());
    }

    @Override
    public void end() {
        load.stopAt(Long.MAX_VALUE);
    }

    private void await(long outcomes, BooleanSupplier and) throws InterruptedException, FaultException {
        if (!flow.await(outcomes, and)) {
            throw new FaultException(flow.obstacle());
        }
    }
}
