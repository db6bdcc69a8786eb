package dev.srlstream.reliability;

import dev.srlstream.config.SettingKeys;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.ModelDiagnostic;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.reliability.load.Numbering;
import dev.srlstream.reliability.oracle.Ledger;
import dev.srlstream.reliability.oracle.LossWatch;
import dev.srlstream.reliability.oracle.Offsets;
import dev.srlstream.reliability.oracle.OutcomeReader;
import dev.srlstream.reliability.oracle.TopicScan;
import dev.srlstream.reliability.service.Fleet;
import dev.srlstream.serde.AvroDeserializer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Looks at everything that a trial has left behind. */
record TrialJudge(Plan plan, Ledger ledger, OutcomeReader reader, Offsets offsets, Fleet fleet, String servers) {
    /** Transactions of instances that were killed are open until they time out. */
    private static final Duration TRANSACTIONS_END = TrialSettings.TRANSACTION.plusMinutes(2);

    private static final Duration READING = Duration.ofMinutes(3);

    /**
     * Stops the instances and looks; of a trial that was given up, instances go on, and what they publish is not judged.
     *
     * @param published how many sentences
     * @param complaints what is known to be wrong already
     * @param finished whether all sentences were waited for
     * @param stoodStill whether they were not because nothing came out any more
     */
    TrialResult pass(
            Map<String, String> settings,
            Map<String, Object> serde,
            long published,
            List<Strike> strikes,
            List<String> complaints,
            int rebalances,
            Duration elapsed,
            boolean finished,
            boolean stoodStill)
            throws IOException, InterruptedException, ExecutionException {
        List<String> wrong = new ArrayList<>(complaints);
        if (finished) {
            wrong.addAll(fleet.stop());
        }
        List<TopicPartition> outputs = offsets.partitions(Set.of(
                TrialSettings.value(settings, SettingKeys.TOPIC_FRAMES),
                TrialSettings.value(settings, SettingKeys.TOPIC_REJECTIONS)));
        if (finished || !plan.isOfMutant()) {
            // Of a service that stands still they tell where, and whether a transaction is what it waits for.
            whatIsCommitted(settings, finished, wrong);
            whatHangs(outputs, settings, wrong);
        }
        if (finished) {
            audits(settings, serde, wrong);
            readToTheEnd(outputs, wrong);
        }
        long aborted = finished || plan.isOfMutant()
                ? TopicScan.aborted(servers, offsets.ends(outputs, IsolationLevel.READ_COMMITTED))
                : 0;
        if (finished && plan.faults() == 0 && aborted > 0) {
            wrong.add("Though no fault has struck, " + aborted
                    + " records were written in transactions that were aborted.");
        }
        long lost = ledger.missing(published);
        counts(lost, wrong);
        ends(wrong);
        return new TrialResult(
                plan,
                strikes,
                elapsed,
                published,
                ledger.outcomes(),
                ledger.frames(),
                lost,
                ledger.skipped(LossWatch.INTERLEAVED),
                ledger.repeated(),
                ledger.disordered(),
                ledger.different(),
                aborted,
                stoodStill,
                rebalances,
                fleet.launched().size(),
                fleet.started().size(),
                fleet.surprises().values().stream().mapToInt(Integer::intValue).sum(),
                wrong);
    }

    /** An outcome too many may be the last of all. */
    private void readToTheEnd(List<TopicPartition> outputs, List<String> wrong)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> ends = offsets.ends(outputs, IsolationLevel.READ_COMMITTED);
        long deadline = System.nanoTime() + READING.toNanos();
        while (!reader.hasReached(ends)) {
            reader.requireHealthy();
            if (System.nanoTime() > deadline) {
                wrong.add("The outcomes could not be read to their end within " + READING.toSeconds() + " s.");
                return;
            }
            Thread.sleep(100);
        }
    }

    private void counts(long lost, List<String> wrong) {
        if (lost > 0) {
            wrong.add(lost + " sentences have no outcome.");
        }
        if (ledger.isSpoilt()) {
            wrong.add("%d outcomes are repeated, %d out of order, %d other than undisturbed."
                    .formatted(ledger.repeated(), ledger.disordered(), ledger.different()));
            wrong.addAll(ledger.examples());
        }
    }

    /** A fault may make an instance give up in an orderly way, with status 1; without faults none has a reason to. */
    private void ends(List<String> wrong) {
        fleet.surprises().forEach((exitCode, times) -> {
            if (exitCode != ExitCode.FAILURE || plan.faults() == 0) {
                wrong.add("Instances have ended by themselves with status %d, %d times.".formatted(exitCode, times));
            }
        });
    }

    private void whatIsCommitted(Map<String, String> settings, boolean finished, List<String> wrong)
            throws InterruptedException, ExecutionException {
        String topic = TrialSettings.value(settings, SettingKeys.TOPIC_SENTENCES);
        Numbering numbering = new Numbering(Plan.PARTITIONS);
        Map<Integer, Long> committed =
                offsets.committed(TrialSettings.value(settings, SettingKeys.APPLICATION_ID), topic);
        Map<TopicPartition, Long> ends =
                offsets.ends(offsets.partitions(Set.of(topic)), IsolationLevel.READ_UNCOMMITTED);
        ends.forEach((partition, end) -> {
            Long reached = committed.get(partition.partition());
            if (reached == null || !reached.equals(end)) {
                wrong.add("Partition %d is committed up to %s, and ends at %d."
                        .formatted(partition.partition(), reached, end));
            }
            if (finished && end != numbering.size(partition.partition(), plan.sentences())) {
                wrong.add("Partition %d ends at %d: the load has not written what it should."
                        .formatted(partition.partition(), end));
            }
        });
    }

    private void whatHangs(List<TopicPartition> outputs, Map<String, String> settings, List<String> wrong)
            throws InterruptedException, ExecutionException {
        List<TopicPartition> written = new ArrayList<>(outputs);
        written.addAll(offsets.partitions(
                Set.of(TrialSettings.value(settings, SettingKeys.APPLICATION_ID) + "-pending-sentences-changelog")));
        long deadline = System.nanoTime() + TRANSACTIONS_END.toNanos();
        while (offsets.openTransactions() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(500);
        }
        long open = offsets.openTransactions();
        List<TopicPartition> hanging = offsets.hanging(written);
        if (open > 0 || !hanging.isEmpty()) {
            wrong.add(open + " transactions are open in the end, and readers of committed records are held up in "
                    + hanging + ".");
        }
    }

    /** Every start that came so far as to consume has published one audit. */
    private void audits(Map<String, String> settings, Map<String, Object> serde, List<String> wrong)
            throws InterruptedException, ExecutionException {
        Map<Long, Integer> audits = new HashMap<>();
        try (AvroDeserializer<ModelDiagnostic> deserializer =
                AvroDeserializer.forValues(ModelDiagnostic.class, serde)) {
            String topic = TrialSettings.value(settings, SettingKeys.TOPIC_DIAGNOSTICS);
            Map<TopicPartition, Long> ends =
                    offsets.ends(offsets.partitions(Set.of(topic)), IsolationLevel.READ_UNCOMMITTED);
            TopicScan.read(servers, IsolationLevel.READ_UNCOMMITTED, ends, record -> {
                ModelDiagnostic diagnostic =
                        Objects.requireNonNull(deserializer.deserialize(topic, record.headers(), record.value()));
                if (diagnostic.getBody() instanceof CheckpointAudit) {
                    String instance = diagnostic.getInstance();
                    audits.merge(Long.parseLong(instance.substring(instance.lastIndexOf(' ') + 1)), 1, Integer::sum);
                }
            });
        }
        // Ids of processes come round again in a long trial.
        times(fleet.started()).forEach((pid, starts) -> {
            int count = audits.getOrDefault(pid, 0);
            if (count < starts) {
                wrong.add(
                        "Process %d has consumed in %d starts and published %d audits.".formatted(pid, starts, count));
            }
        });
        Map<Long, Integer> launches = times(fleet.launched());
        audits.forEach((pid, count) -> {
            if (count > launches.getOrDefault(pid, 0)) {
                wrong.add("Process %d was started %d times and published %d audits."
                        .formatted(pid, launches.getOrDefault(pid, 0), count));
            }
        });
    }

    private static Map<Long, Integer> times(List<Long> pids) {
        return pids.stream().collect(Collectors.groupingBy(pid -> pid, Collectors.summingInt(pid -> 1)));
    }
}
