package dev.srlstream.warmup;

import dev.srlstream.log.EventLog;
import dev.srlstream.log.model.ModelEvents.LayersMeasured;
import dev.srlstream.log.model.ModelEvents.PackedLayersUnavailable;
import dev.srlstream.model.ModelException;
import dev.srlstream.model.ModelUnavailableException;
import dev.srlstream.model.SrlModel;
import dev.srlstream.refusal.CheckpointException;

/**
 * Finds out whether packed linear layers load on this processor and are worth it. On x86-64 they are, as
 * docs/performance.md has it: portable ones are taken only where they do not load. Elsewhere both are measured
 * once, and the faster ones are remembered. Used by the thread that warms up.
 */
final class LayersTrial {
    private static final EventLog LOG = EventLog.of(LayersTrial.class);

    private final ArchiveLoader loader;
    private final RememberedTrials remembered;
    private final Processor processor;
    private final int positions;

    /** @param positions the longest row of the model, in wordpieces */
    LayersTrial(ArchiveLoader loader, RememberedTrials remembered, Processor processor, int positions) {
        this.loader = loader;
        this.remembered = remembered;
        this.processor = processor;
        this.positions = positions;
    }

    /**
     * Loads a model with the layers that suit this processor.
     *
     * @param packed what the model computes in where its layers are packed
     */
    LoadedArchive load(Arithmetic packed) throws ModelUnavailableException, WarmUpException, CheckpointException {
        if (processor.isX86()) {
            return loadPacked(packed);
        }
        CpuLayers faster = remembered.layers(packed.precision()).orElse(CpuLayers.AUTO);
        return switch (faster) {
            case AUTO -> measure(packed);
            case PACKED -> loadPacked(packed);
            case PORTABLE -> loadPortable(packed);
        };
    }

    private LoadedArchive loadPacked(Arithmetic packed)
            throws ModelUnavailableException, WarmUpException, CheckpointException {
        try {
            return loader.load(packed);
        } catch (ModelUnavailableException e) {
            return loadInstead(packed, e);
        }
    }

    private LoadedArchive loadInstead(Arithmetic packed, ModelUnavailableException refusal)
            throws ModelUnavailableException, WarmUpException, CheckpointException {
        LoadedArchive portable = loader.load(packed.portable());
        // Logged only now: where memory is lacking, these do not load either, and the exception says so.
        LOG.log(new PackedLayersUnavailable(String.valueOf(refusal.getMessage())));
        return portable.with(
                "The linear layers are portable, since packed ones cannot be loaded: " + refusal.getMessage());
    }

    private LoadedArchive loadPortable(Arithmetic packed)
            throws ModelUnavailableException, WarmUpException, CheckpointException {
        return loader.load(packed.portable())
                .with(
                        "The linear layers are portable: an earlier start found that packed ones do not load or are not faster here.");
    }

    /** One after the other, because there may not be memory for both. */
    private LoadedArchive measure(Arithmetic packed)
            throws ModelUnavailableException, WarmUpException, CheckpointException {
        LoadedArchive first;
        try {
            first = loader.load(packed);
        } catch (ModelUnavailableException e) {
            LoadedArchive portable = loadInstead(packed, e);
            remembered.remember(packed.precision(), CpuLayers.PORTABLE);
            return portable;
        }
        long packedSpeed;
        try (SrlModel model = first.model()) {
            packedSpeed = speed(model);
        }
        LoadedArchive portable = loader.load(packed.portable());
        long portableSpeed = speed(portable.model());
        boolean packedIsFaster = packedSpeed >= portableSpeed;
        LOG.log(new LayersMeasured(packedSpeed, portableSpeed));
        if (packedIsFaster) {
            portable.model().close();
        }
        remembered.remember(packed.precision(), packedIsFaster ? CpuLayers.PACKED : CpuLayers.PORTABLE);
        return packedIsFaster
                ? loader.load(packed).cachedAs(first)
                : portable.with("The linear layers are portable: packed ones were measured and are not faster here.");
    }

    /** Wordpieces per second; 0 where the model does not run. */
    private long speed(SrlModel model) {
        try {
            return new WarmUpSpeed(model, positions).fastestBatch();
        } catch (ModelException e) {
            return 0;
        }
    }
}
