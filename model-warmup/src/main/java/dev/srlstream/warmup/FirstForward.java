package dev.srlstream.warmup;

import dev.srlstream.event.ModelReference;
import dev.srlstream.event.ShapeThroughput;
import dev.srlstream.event.WarmUpReport;
import dev.srlstream.model.ComputeDevice;
import dev.srlstream.model.ModelException;
import dev.srlstream.model.SrlModel;
import dev.srlstream.model.TorchEngine;
import dev.srlstream.torchscript.SrlBertArchive;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last stage of a warm-up: proves that a loaded model runs, measures it and describes it. */
final class FirstForward {
    private final TorchEngine engine;
    private final ComputeDevice device;
    private final Arithmetic arithmetic;
    private final boolean cached;
    private final StageClock clock;

    /** @param cached whether the archive came from the cache */
    FirstForward(TorchEngine engine, ComputeDevice device, Arithmetic arithmetic, boolean cached, StageClock clock) {
        this.engine = engine;
        this.device = device;
        this.arithmetic = arithmetic;
        this.cached = cached;
        this.clock = clock;
    }

    /**
     * @param model passes to the result; closed where it does not run
     * @throws WarmUpException when it does not run
     */
    WarmModel run(SrlModel model, CheckpointFacts facts) throws WarmUpException {
        int positions = facts.audit().getArchitecture().getPositions();
        try {
            clock.begin(Stage.FIRST_FORWARD);
            WarmUpSpeed throughput = new WarmUpSpeed(model, positions);
            requireFinite(model, throughput.pass());
            clock.end();
            WarmUpReport report = report(facts, throughput.measure());
            return new WarmModel(
                    model,
                    facts.labels(),
                    facts.vocabulary(),
                    facts.lowercase(),
                    positions,
                    reference(facts),
                    facts.audit(),
                    report);
        } catch (ModelException e) {
            model.close();
            throw new WarmUpException(
                    "The model was loaded onto " + device + ", but its first forward pass failed (" + e.getMessage()
                            + "): give the process more memory, or choose another model.device.",
                    e);
        }
    }

    private void requireFinite(SrlModel model, float[] probabilities) throws WarmUpException {
        for (float probability : probabilities) {
            if (!Float.isFinite(probability)) {
                model.close();
                throw new WarmUpException("The model was loaded onto " + device + ", but its first forward pass in "
                        + arithmetic.precision().key()
                        + " gave numbers that are not finite: choose another model.precision.");
            }
        }
    }

    private ModelReference reference(CheckpointFacts facts) {
        return new ModelReference(
                facts.audit().getSource().getName(),
                facts.audit().getSource().getSha256(),
                facts.audit().getOutcome(),
                arithmetic.precision().key());
    }

    private WarmUpReport report(CheckpointFacts facts, List<ShapeThroughput> throughput) {
        Map<String, String> versions = new HashMap<>(engine.versions());
        versions.put("generator", Integer.toString(SrlBertArchive.GENERATOR_VERSION));
        versions.put("java", Runtime.version().toString());
        return new WarmUpReport(
                facts.audit().getSource().getSha256(),
                device.toString(),
                arithmetic.precision().key(),
                engine.threads(),
                cached,
                clock.timings(),
                throughput,
                ProcessMemory.residentBytes(),
                ProcessMemory.heapBytes(),
                versions,
                arithmetic.remarks());
    }
}
