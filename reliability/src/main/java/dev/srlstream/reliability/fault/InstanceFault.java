package dev.srlstream.reliability.fault;

import dev.srlstream.reliability.cluster.Link;
import dev.srlstream.reliability.service.Instance;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What happens to an instance from outside. */
enum InstanceFault implements Fault {
    KILL("an instance is killed (kill -9)") {
        @Override
        public String strike(World world, int target) {
            Instance instance = instance(world, target);
            instance.expectToEnd();
            instance.process().kill();
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
        public Optional<String> obstacle(World world) {
            return world.network().obstacle();
        }

        @Override
        public String strike(World world, int target) throws IOException, InterruptedException {
            Link link = world.network().link(target % world.fleet().size());
            link.cut();
            try {
                Thread.sleep(world.beyondSession().toMillis());
            } finally {
                link.mend();
            }
            return "cut for " + world.beyondSession().toSeconds() + " s";
        }
    };

    private static final Duration ORDERLY_END = Duration.ofSeconds(60);

    private final String description;

    InstanceFault(String description) {
        this.description = description;
    }

    @Override
    public String description() {
        return description;
    }

    static Instance instance(World world, int target) {
        return world.fleet().instance(target % world.fleet().size());
    }
}
