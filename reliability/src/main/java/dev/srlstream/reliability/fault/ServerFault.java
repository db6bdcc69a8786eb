package dev.srlstream.reliability.fault;

import dev.srlstream.reliability.cluster.Broker;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What happens to brokers and registry. */
enum ServerFault implements Fault {
    KILL_BROKER("a broker is killed (kill -9) and started again") {
        @Override
        public String strike(World world, int target) throws IOException, InterruptedException {
            Broker broker = broker(world, target);
            broker.process().kill();
            Thread.sleep(DOWN.toMillis());
            broker.start();
            world.cluster().awaitBrokers(RECOVERY);
            return broker.name() + " down for " + DOWN.toSeconds() + " s";
        }
    },
    FREEZE_BROKER("a broker stands still (SIGSTOP) until the others have given it up") {
        @Override
        public String strike(World world, int target) throws IOException, InterruptedException {
            Broker broker = broker(world, target);
            broker.process().freeze();
            Thread.sleep(DOWN.toMillis());
            broker.process().thaw();
            world.cluster().awaitBrokers(RECOVERY);
            return broker.name() + " frozen for " + DOWN.toSeconds() + " s";
        }
    },
    KILL_ALL_BROKERS("all brokers are killed at the same time and started again") {
        /** The group coordinator of Kafka 4 can come back without the latest past of a group, and then stands still (KAFKA-20634). */
        @Override
        public boolean isUsual() {
            return false;
        }

        @Override
        public String strike(World world, int target) throws IOException, InterruptedException {
            world.cluster().brokers().forEach(broker -> broker.process().kill());
            Thread.sleep(DOWN.toMillis());
            for (Broker broker : world.cluster().brokers()) {
                broker.start();
            }
            world.cluster().awaitBrokers(RECOVERY);
            return "all down for " + DOWN.toSeconds() + " s";
        }
    },
    FILL_DISK("a broker's log disk is full, and the broker gives up; space is made, and it is started again") {
        @Override
        public Optional<String> obstacle(World world) {
            return world.cluster().brokers().get(0).diskObstacle();
        }

        @Override
        public String strike(World world, int target) throws IOException, InterruptedException, FaultException {
            Broker broker = broker(world, target);
            boolean gaveUp;
            try {
                gaveUp = broker.fillDisk(FULL);
            } finally {
                broker.freeDisk();
            }
            broker.process().kill();
            broker.start();
            world.cluster().awaitBrokers(RECOVERY);
            if (!gaveUp) {
                // Nothing has been tried then that killing a broker does not try.
                throw new FaultException("%s went on for %d s with a full disk, and was killed."
                        .formatted(broker.name(), FULL.toSeconds()));
            }
            return broker.name() + " gave up";
        }
    },
    KILL_REGISTRY("the registry is killed, and an instance with it; the registry comes back later") {
        @Override
        public String strike(World world, int target) throws IOException, InterruptedException {
            world.registry().close();
            InstanceFault.kill(InstanceFault.instance(world, target));
            Thread.sleep(world.beyondSession().toMillis());
            world.registry().start();
            return "down for " + world.beyondSession().toSeconds() + " s";
        }
    };

    private static final Duration DOWN = Duration.ofSeconds(5);

    /** A broker gives up with the first write that its disk refuses, which takes no time where sentences flow. */
    private static final Duration FULL = Duration.ofMinutes(2);

    private static final Duration RECOVERY = Duration.ofMinutes(4);

    private final String description;

    ServerFault(String description) {
        this.description = description;
    }

    @Override
    public String description() {
        return description;
    }

    private static Broker broker(World world, int target) {
        return world.cluster().brokers().get(target % world.cluster().brokers().size());
    }
}
