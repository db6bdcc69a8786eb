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
    private final LoadedArchive loaded;
    private final StageClock clock;

    FirstForward(TorchEngine engine, ComputeDevice device, LoadedArchive loaded, StageClock clock) {
        this.engine = engine;
        this.device = device;
        this.loaded = loaded;
        this.clock = clock;
    }

    /**
     * The model passes to the result, and is closed where it does not run.
     *
     * @throws WarmUpException when it does not run
     */
    WarmModel run(CheckpointFacts facts) throws WarmUpException {
        SrlModel model = loaded.model();
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
                        + precision()
                        + " gave numbers that are not finite: choose another model.precision.");
            }
        }
    }

    private String precision() {
        return loaded.arithmetic().precision().key();
    }

    private ModelReference reference(CheckpointFacts facts) {
        return new ModelReference(
                facts.audit().getSource().getName(),
                facts.audit().getSource().getSha256(),
                facts.audit().getOutcome(),
                precision());
    }

    private WarmUpReport report(CheckpointFacts facts, List<ShapeThroughput> throughput) {
        Map<String, String> versions = new HashMap<>(engine.versions());
        versions.put("generator", Integer.toString(SrlBertArchive.GENERATOR_VERSION));
        versions.put("recipe", loaded.arithmetic().recipe().key());
        versions.put("java", Runtime.version().toString());
        return new WarmUpReport(
                facts.audit().getSource().getSha256(),
                device.toString(),
                precision(),
                loaded.arithmetic().target().layers(),
                engine.threads(),
                loaded.cached(),
                clock.timings(),
                throughput,
                ProcessMemory.residentBytes(),
                ProcessMemory.heapBytes(),
                versions,
                loaded.arithmetic().remarks());
    }
}
