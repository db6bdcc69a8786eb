package dev.srlstream.reliability.fault;

import dev.srlstream.reliability.service.Instance;
import dev.srlstream.reliability.service.Symptom;
import java.time.Duration;

/** What happens to the device that computes an instance's model. */
enum DeviceFault implements Fault {
    SLOW_DEVICE("a device takes longer for every batch than sessions and transactions may last") {
        @Override
        public String strike(World world, int target) throws InterruptedException {
            Instance instance = InstanceFault.instance(world, target);
            instance.show(Symptom.SLOW);
            Thread.sleep(world.session().multipliedBy(3).toMillis());
            instance.show(Symptom.NONE);
            return "slow for " + world.session().multipliedBy(3).toSeconds() + " s";
        }
    },
    CRASH_DEVICE("a device fails in the middle of a batch") {
        @Override
        public String strike(World world, int target) throws FaultException {
            return dies(InstanceFault.instance(world, target), Symptom.CRASH, Duration.ofMinutes(2));
        }
    },
    HANG_DEVICE("a device never returns from a batch") {
        @Override
        public String strike(World world, int target) throws FaultException {
            return dies(
                    InstanceFault.instance(world, target),
                    Symptom.HANG,
                    world.watchdog().plusMinutes(2));
        }
    };

    private final String description;

    DeviceFault(String description) {
        this.description = description;
    }

    @Override
    public String description() {
        return description;
    }

    private static String dies(Instance instance, Symptom symptom, Duration patience) throws FaultException {
        long begin = System.nanoTime();
        instance.expectToEnd();
        instance.show(symptom);
        if (!instance.process().awaitExit(patience)) {
            // The run goes on, and what such an instance has done to its sentences shows with its successor.
            instance.process().kill();
            throw new FaultException("An instance still ran " + patience.toSeconds() + " s after its device got "
                    + symptom + ", and was killed.");
        }
        int exitCode = instance.process().exitCode().orElse(-1);
        if (exitCode != 1) {
            throw new FaultException(
                    "An instance whose device got " + symptom + " ended with " + exitCode + " instead of 1.");
        }
        return "exit 1 after " + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms";
    }
}
