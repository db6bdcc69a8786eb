package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.srlstream.config.Settings;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.operations.SrlService;
import dev.srlstream.warmup.WarmUpListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances with another checkpoint wait until those with the present one are gone; no partition sees the two mixed. */
@Tag("long")
class ModelChangeIT {
    private static final int PARTITIONS = 2;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void eachPartitionChangesTheModelOnceAndBackAgain() throws Exception {
        eachPartitionChangesTheModelOnceAndBackAgain("classic");
    }

    @Test
    void eachPartitionChangesTheModelOnceAndBackAgainUnderTheStreamsProtocol() throws Exception {
        eachPartitionChangesTheModelOnceAndBackAgain("streams");
    }

    @Test
    void anInstanceThatMixesJoinsAtOnceAndIsNoticedInTheOutcomes() throws Exception {
        // Given
        TwoCheckpoints checkpoints = TwoCheckpoints.make(folder);
        Path present = checkpoints.bundled();
        Path next = checkpoints.other();
        try (ModelChangeTrial trial = new ModelChangeTrial(folder, "classic", PARTITIONS)) {
            Map<String, String> mixing = trial.settings(next);
            mixing.put("model.change", "mix");
            try (SrlService old = service(trial.settings(present));
                    SrlService mixed = service(mixing)) {
                old.start();
                trial.awaitOutcomes(present);
                // When
                mixed.start();
                // Then
                trial.awaitMembers(2);
                trial.awaitOutcomes(next, 1);
                trial.awaitOutcomes(present, 1);
                mixed.close();
                trial.awaitOutcomes(present);
                int published = trial.awaitEnd();
                assertThatThrownBy(() -> trial.judge(published, List.of(present, next, present)))
                        .hasMessageContaining("models of partition");
            }
        }
    }

    private static SrlService service(Map<String, String> settings) throws Exception {
        return new SrlService(Settings.load(null, Map.of(), settings), WarmUpListener.SILENT);
    }

    private void eachPartitionChangesTheModelOnceAndBackAgain(String protocol) throws Exception {
        // Given
        TwoCheckpoints checkpoints = TwoCheckpoints.make(folder);
        Path present = checkpoints.bundled();
        Path next = checkpoints.other();
        try (ModelChangeTrial trial = new ModelChangeTrial(folder, protocol, PARTITIONS)) {
            // When
            int published = changeAndRollBack(trial, present, next);
            // Then
            trial.tellGaps();
            trial.judge(published, List.of(present, next, present));
        }
    }

    /** One of two old instances is killed, and the new one is started again, while it holds. */
    private static int changeAndRollBack(ModelChangeTrial trial, Path present, Path next) throws Exception {
        try (ServiceProcess killed = trial.start("killed", present);
                ServiceProcess asked = trial.start("asked", present)) {
            trial.awaitMembers(2);
            trial.awaitOutcomes(present);
            try (ServiceProcess impatient = trial.start("impatient", next)) {
                ModelChangeTrial.awaitHolding(impatient);
                killed.kill();
                trial.awaitMembers(1);
                trial.awaitOutcomes(present);
                ModelChangeTrial.assertHolds(impatient);
                assertThat(impatient.terminate()).isEqualTo(ExitCode.OK);
            }
            return goOn(trial, asked, present, next);
        }
    }

    private static int goOn(ModelChangeTrial trial, ServiceProcess asked, Path present, Path next) throws Exception {
        try (SrlService service = service(trial.settings(next))) {
            FutureTask<Boolean> start = new FutureTask<>(() -> {
                service.start();
                return service.awaitRunning(ModelChangeTrial.PATIENCE);
            });
            new Thread(start, "start").start();
            await("the hold").atMost(ModelChangeTrial.PATIENCE).until(service::isHolding);
            assertThat(asked.terminate()).isEqualTo(ExitCode.OK);
            assertThat(start.get()).isTrue();
            assertThat(service.isHolding()).isFalse();
            trial.awaitOutcomes(next);
            try (ServiceProcess back = trial.start("back", present)) {
                ModelChangeTrial.awaitHolding(back);
                trial.awaitOutcomes(next);
                ModelChangeTrial.assertHolds(back);
                service.close();
                trial.awaitOutcomes(present);
                assertThat(back.log()).contains("event=held");
                return trial.awaitEnd();
            }
        }
    }
}
