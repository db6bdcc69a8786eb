package dev.srlstream.reliability;

import dev.srlstream.console.Output;
import dev.srlstream.reliability.fault.Fault;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;

/** Plans and verdicts for people. */
record TrialResultText(Output out) {
    void plan(Plan plan) {
        out.line("%,d sentences, %d faults, %d brokers of Kafka %s, %d instances, group protocol %s, seed %d"
                .formatted(
                        plan.sentences(),
                        plan.faults(),
                        plan.brokers(),
                        plan.kafka().version(),
                        plan.instances(),
                        plan.protocol(),
                        plan.seed()));
        out.flush();
    }

    void verdict(TrialResult verdict) {
        out.line("");
        out.line("%-17s %6s %14s %14s %10s  %s"
                .formatted("fault", "struck", "pending, most", "recovery, s", "of itself", "what happens"));
        for (Fault fault : verdict.plan().kinds()) {
            List<Strike> strikes = verdict.strikes().stream()
                    .filter(strike -> strike.fault().equals(fault.name()))
                    .toList();
            if (!strikes.isEmpty()) {
                out.line(line(fault, strikes));
            }
        }
        out.line("");
        out.line("sentences published            %,11d".formatted(verdict.published()));
        out.line("  with exactly one outcome     %,11d   (%,d frames, %,d rejections)"
                .formatted(verdict.outcomes(), verdict.frames(), verdict.outcomes() - verdict.frames()));
        out.line("  lost                         %,11d".formatted(verdict.lost()));
        out.line("  repeated                     %,11d".formatted(verdict.repeated()));
        out.line("  out of order                 %,11d".formatted(verdict.disordered()));
        out.line("  other than undisturbed       %,11d".formatted(verdict.different()));
        out.line("faults                         %,11d   (with sentences pending: %d)"
                .formatted(
                        verdict.strikes().size(),
                        verdict.strikes().stream().filter(s -> s.pending() > 0).count()));
        out.line("records of aborted transactions%,11d".formatted(verdict.aborted()));
        out.line("rebalances                     %,11d".formatted(verdict.rebalances()));
        out.line("starts of instances            %,11d   (%d came so far as to consume)"
                .formatted(verdict.starts(), verdict.consuming()));
        out.line("  ended by themselves          %,11d".formatted(verdict.ended()));
        out.line("duration                       %,11d s"
                .formatted(verdict.elapsed().toSeconds()));
        verdict.complaints().forEach(complaint -> out.line("WRONG: " + complaint));
        out.line(verdict.passed() ? "Passed." : "Failed.");
    }

    private static String line(Fault fault, List<Strike> strikes) {
        LongSummaryStatistics pending =
                strikes.stream().mapToLong(Strike::pending).summaryStatistics();
        LongSummaryStatistics recovery = strikes.stream()
                .mapToLong(strike -> strike.recovery().toMillis())
                .summaryStatistics();
        return "%-17s %6d %14d %6.1f - %5.1f %10d  %s"
                .formatted(
                        fault.name().toLowerCase(Locale.ROOT),
                        strikes.size(),
                        pending.getMax(),
                        recovery.getMin() / 1e3,
                        recovery.getMax() / 1e3,
                        strikes.stream().mapToInt(Strike::ended).sum(),
                        fault.description());
    }
}
