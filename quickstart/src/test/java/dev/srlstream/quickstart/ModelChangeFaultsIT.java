package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.operations.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model is changed to and fro, each time with another fault while the new instances hold. */
@Tag("long")
class ModelChangeFaultsIT {
    private static final int PARTITIONS = 4;
    private static final int INSTANCES = 2;

    private enum Fault {
        AN_OLD_ONE_IS_KILLED,
        AN_OLD_ONE_IS_STARTED_AGAIN,
        A_NEW_ONE_ENDS,
        A_NEW_ONE_IS_KILLED,
        ALL_OLD_ONES_ARE_KILLED
    }

    @TempDir
    private Path folder = Path.of("");

    private final List<ServiceProcess> all = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void eachPartitionChangesTheModelOnceWhateverFailsMeanwhile(String protocol) throws Exception {
        // Given
        TwoCheckpoints checkpoints = TwoCheckpoints.make(folder);
        List<Path> served = new ArrayList<>(List.of(checkpoints.bundled()));
        try (ModelChangeTrial trial = new ModelChangeTrial(folder, protocol, PARTITIONS)) {
            List<ServiceProcess> serving = start(trial, checkpoints.bundled());
            trial.awaitMembers(INSTANCES);
            trial.awaitOutcomes(checkpoints.bundled());
            // When
            for (Fault fault : Fault.values()) {
                Path present = served.get(served.size() - 1);
                Path next = present.equals(checkpoints.bundled()) ? checkpoints.other() : checkpoints.bundled();
                serving = change(trial, serving, present, next, fault);
                served.add(next);
            }
            int published = trial.awaitEnd();
            // Then
            trial.tellGaps();
            trial.judge(published, served);
        } finally {
            all.forEach(ServiceProcess::close);
        }
    }

    /** Returns the instances that serve the next model. */
    private List<ServiceProcess> change(
            ModelChangeTrial trial, List<ServiceProcess> serving, Path present, Path next, Fault fault)
            throws Exception {
        List<ServiceProcess> old = new ArrayList<>(serving);
        List<ServiceProcess> fresh = start(trial, next);
        fresh.forEach(ModelChangeTrial::awaitHolding);
        switch (fault) {
            case AN_OLD_ONE_IS_KILLED -> {
                old.remove(0).kill();
                trial.awaitMembers(INSTANCES - 1);
            }
            case AN_OLD_ONE_IS_STARTED_AGAIN -> {
                old.remove(0).kill();
                old.add(start(trial, "again", present));
                trial.awaitMembers(INSTANCES);
            }
            case A_NEW_ONE_ENDS -> {
                assertThat(fresh.remove(0).terminate()).isEqualTo(ExitCode.OK);
                fresh.add(start(trial, "again", next));
            }
            case A_NEW_ONE_IS_KILLED -> {
                fresh.remove(0).kill();
                fresh.add(start(trial, "again", next));
            }
            case ALL_OLD_ONES_ARE_KILLED -> {
                for (ServiceProcess instance : old) {
                    instance.kill();
                }
                old.clear();
            }
        }
        if (!old.isEmpty()) {
            fresh.forEach(ModelChangeTrial::awaitHolding);
            trial.awaitOutcomes(present);
            for (ServiceProcess instance : fresh) {
                ModelChangeTrial.assertHolds(instance);
            }
        }
        for (ServiceProcess instance : old) {
            assertThat(instance.terminate()).isEqualTo(ExitCode.OK);
        }
        trial.awaitMembers(INSTANCES);
        trial.awaitOutcomes(next);
        return fresh;
    }

    private List<ServiceProcess> start(ModelChangeTrial trial, Path checkpoint) throws Exception {
        List<ServiceProcess> started = new ArrayList<>();
        for (int i = 0; i < INSTANCES; i++) {
            started.add(start(trial, "instance", checkpoint));
        }
        return started;
    }

    private ServiceProcess start(ModelChangeTrial trial, String name, Path checkpoint) throws Exception {
        ServiceProcess instance = trial.start(name + "-" + all.size(), checkpoint);
        all.add(instance);
        return instance;
    }
}
