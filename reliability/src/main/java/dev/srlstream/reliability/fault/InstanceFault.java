package dev.srlstream.reliability.fault;

import dev.srlstream.reliability.cluster.Link;
import dev.srlstream.reliability.service.Instance;
import java.io.IOException;
import java.time.Duration;

/** What happens to an instance from outside. */
enum InstanceFault implements Fault {
    KILL("an instance is killed (kill -9)") {
        @Override
        public String strike(World world, int target) {
            kill(instance(world, target));
            return "killed";
        }
    },
    TERMINATE("an instance is asked to end (SIGTERM)") {
        @Override
        public String strike(World world, int target) throws IOException, FaultException {
            long begin = System.nanoTime();
            int exitCode = instance(world, target).terminate(ORDERLY_END);
            if (exitCode != 0) {
                throw new FaultException("An instance that got SIGTERM ended with " + exitCode + " instead of 0.");
            }
            return "exit 0 after " + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms";
        }
    },
    FREEZE("an instance stands still for longer than the session timeout (SIGSTOP), then goes on as a zombie") {
        @Override
        public String strike(World world, int target) throws IOException, InterruptedException {
            Instance instance = instance(world, target);
            instance.process().freeze();
            Thread.sleep(world.beyondSession().toMillis());
            instance.process().thaw();
            return "frozen for " + world.beyondSession().toSeconds() + " s";
        }
    },
    CUT_LINK("an instance's network link is cut for longer than the session timeout") {
        @Override
        public String strike(World world, int target) throws IOException, InterruptedException {
            return cut(world, target, world.beyondSession());
        }
    },
    CUT_WHILE_DRAINING(
            "all instances are killed when no sentences come, and one that has taken up what was pending is cut off") {
        @Override
        public String strike(World world, int target) throws IOException, InterruptedException, FaultException {
            world.lull().begin();
            try {
                world.fleet().makeSlow(true);
                world.lull().publish(FEW);
                // Until they have been read, and that is committed: who reads has offsets to commit.
                Thread.sleep(1_000);
                for (int i = 0; i < world.fleet().size(); i++) {
                    kill(world.fleet().instance(i));
                }
                world.lull().awaitInstances();
                // To write its first frames, an instance asks the registry, which it cannot while it is cut off.
                // All have started at about the same time, and each is early in its second batch then.
                // The batch ends after the session, and its outcomes wait to be written.
                // Meanwhile the others write the same ones, on devices that are quick again.
                world.lull().awaitFrames();
                Thread.sleep(world.slowBatch().dividedBy(3).toMillis());
                world.fleet().makeSlow(false);
                return cut(world, target, world.session().plus(COMMIT_WAIT)) + " with nothing new to read";
            } finally {
                world.fleet().makeSlow(false);
                world.lull().end();
            }
        }
    };

    /** Fewer than instances hold pending, and some batches for each. */
    private static final int FEW = 128;

    /** Less than the timeout of a transaction: a commit that waits longer is given up. */
    private static final Duration COMMIT_WAIT = Duration.ofSeconds(5);

    private static final Duration ORDERLY_END = Duration.ofMinutes(2);

    private final String description;

    InstanceFault(String description) {
        this.description = description;
    }

    @Override
    public String description() {
        return description;
    }

    static void kill(Instance instance) {
        instance.expectToEnd();
        instance.process().kill();
    }

    private static String cut(World world, int target, Duration time) throws IOException, InterruptedException {
        Link link = world.network().link(target % world.fleet().size());
        link.cut();
        try {
            Thread.sleep(time.toMillis());
        } finally {
            link.restore();
        }
        return "cut for " + time.toSeconds() + " s";
    }

    static Instance instance(World world, int target) {
        return world.fleet().instance(target % world.fleet().size());
    }
}
