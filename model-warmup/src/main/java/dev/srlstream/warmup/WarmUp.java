package dev.srlstream.warmup;

import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.Outcome;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.model.ModelEvents.CacheUnreadable;
import dev.srlstream.log.model.ModelEvents.ModelWarm;
import dev.srlstream.log.model.ModelEvents.PrecisionUnavailable;
import dev.srlstream.model.ComputeDevice;
import dev.srlstream.model.DeviceRequest;
import dev.srlstream.model.ModelUnavailableException;
import dev.srlstream.model.TorchEngine;
import dev.srlstream.model.TorchSrlModel;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.torchscript.ScriptTarget;
import dev.srlstream.torchscript.SrlBertArchive;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way from a checkpoint's path to a warm model: {@link #audit}, then {@link #warm}, once. Used by one thread; the caller that
 * made it closes it, which frees the checkpoint but not the model.
 */
public final class WarmUp implements AutoCloseable {
    private static final EventLog LOG = EventLog.of(WarmUp.class);

    private static final String FACTS = "checkpoint.bin";

    private final WarmUpPlan plan;
    private final Processor processor;
    private final StageClock clock;
    private final ModelCache cache;
    private @Nullable Known known;
    private @Nullable ReconciledCheckpoint checkpoint;

    /** What {@link #audit} establishes; {@code cached} where the cache knew it. */
    private record Known(CacheKey key, CheckpointFacts facts, boolean cached) {}

    public WarmUp(WarmUpPlan plan, WarmUpListener listener) {
        this(plan, listener, Processor.ofThisMachine());
    }

    /** @param processor what this machine is taken for */
    WarmUp(WarmUpPlan plan, WarmUpListener listener, Processor processor) {
        this.plan = plan;
        this.processor = processor;
        this.clock = new StageClock(listener);
        this.cache = new ModelCache(CacheDirectories.of(plan));
    }

    /**
     * Reads and reconciles the checkpoint, or takes from the cache what an earlier warm-up learnt of the same files. Runs no
     * native code and writes nothing into the cache. Further calls return the same audit.
     *
     * @throws CheckpointException when the checkpoint cannot be read or must not be trusted
     * @throws WarmUpException when the plan's device is spelled wrong, or there is no room to unpack the checkpoint
     */
    public CheckpointAudit audit() throws CheckpointException, WarmUpException {
        return known().facts().audit();
    }

    /**
     * Loads the model from the cache, or from an archive that is written into it now, and runs it for the first time.
     *
     * @throws IllegalStateException when the audit's outcome is REJECTED
     * @throws CheckpointException as {@link #audit}
     * @throws WarmUpException when there is no such device, no engine, or no room for the archive or the model
     */
    public WarmModel warm() throws CheckpointException, WarmUpException {
        CheckpointFacts facts = known().facts();
        if (facts.audit().getOutcome() == Outcome.REJECTED) {
            throw new IllegalStateException("a rejected checkpoint cannot be warmed");
        }
        try {
            clock.begin(Stage.ENGINE);
            TorchEngine engine = TorchEngine.start(threads());
            ComputeDevice device = device().choose(engine.gpuCount());
            LoadedArchive loaded = load(engine, device, facts);
            WarmModel warm = new FirstForward(engine, device, loaded, clock).run(facts);
            LOG.log(new ModelWarm(
                    loaded.archive(),
                    loaded.cached(),
                    device.toString(),
                    loaded.arithmetic().target().layers(),
                    loaded.arithmetic().recipe().key()));
            return warm;
        } catch (ModelUnavailableException e) {
            throw new WarmUpException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Frees the checkpoint. */
    @Override
    public void close() {
        if (checkpoint != null) {
            checkpoint.close();
            checkpoint = null;
        }
    }

    private DeviceRequest device() throws WarmUpException {
        try {
            return DeviceRequest.parse(plan.device());
        } catch (IllegalArgumentException e) {
            throw new WarmUpException(String.valueOf(e.getMessage()), e);
        }
    }

    private int threads() {
        return plan.threads() > 0 ? plan.threads() : Runtime.getRuntime().availableProcessors();
    }

    private Known known() throws CheckpointException, WarmUpException {
        if (known == null) {
            device(); // A misspelt one is told before a large file is read.
            clock.begin(Stage.READ);
            CacheKey key = key();
            Optional<CheckpointFacts> cached = cachedFacts(key);
            CheckpointFacts facts =
                    cached.isPresent() ? cached.get() : checkpoint().facts();
            known = new Known(key, facts, cached.isPresent());
            clock.end();
        }
        return known;
    }

    private ReconciledCheckpoint checkpoint() throws CheckpointException, WarmUpException {
        if (checkpoint == null) {
            checkpoint = ReconciledCheckpoint.read(plan, clock);
        }
        return checkpoint;
    }

    private CacheKey key() throws CheckpointException {
        try {
            return CacheKey.of(plan);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private CacheKey keyAfter(ReconciledCheckpoint read) throws CheckpointException, WarmUpException {
        try {
            return known().key().again(plan, read.facts().audit().getSource().getSha256());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private CheckpointException unreadable(IOException e) {
        return new CheckpointException(
                "The files of checkpoint " + plan.checkpoint().model() + " cannot be read: " + e + ".", e);
    }

    private Optional<CheckpointFacts> cachedFacts(CacheKey key) {
        return cache.find(key, FACTS).flatMap(file -> {
            try {
                return Optional.of(CheckpointFacts.decode(Files.readAllBytes(file)));
            } catch (IOException e) {
                LOG.log(new CacheUnreadable(file, e.toString()));
                return Optional.empty();
            }
        });
    }

    private LoadedArchive load(TorchEngine engine, ComputeDevice device, CheckpointFacts facts)
            throws ModelUnavailableException, CheckpointException, WarmUpException {
        RememberedTrials remembered = new RememberedTrials(cache, known().key(), processor, engine.versions());
        Arithmetic arithmetic = arithmetic(engine, device, facts, remembered);
        clock.end(); // What the engine can do best belongs to its start.
        arithmetic.remarks().forEach(remark -> LOG.log(new PrecisionUnavailable(remark)));
        ArchiveLoader loader = wanted -> load(wanted, engine, device, facts);
        if (device instanceof ComputeDevice.Gpu || plan.cpuLayers() == CpuLayers.PORTABLE) {
            return loader.load(arithmetic);
        }
        if (plan.cpuLayers() == CpuLayers.PACKED) {
            return loadPacked(loader, arithmetic);
        }
        return new LayersTrial(
                        loader,
                        remembered,
                        processor,
                        facts.audit().getArchitecture().getPositions())
                .load(arithmetic);
    }

    private Arithmetic arithmetic(
            TorchEngine engine, ComputeDevice device, CheckpointFacts facts, RememberedTrials remembered)
            throws WarmUpException {
        Arithmetic chosen = Arithmetic.choose(plan.precision(), device, plan.cpuLayers(), processor);
        boolean portable = plan.cpuLayers() == CpuLayers.AUTO
                && remembered.layers(chosen.precision()).equals(Optional.of(CpuLayers.PORTABLE));
        if (chosen.target() != ScriptTarget.CPU || portable) {
            return chosen;
        }
        var models = new EncoderLayers(engine, facts.audit().getArchitecture(), CacheDirectories.of(plan));
        return chosen.by(new RecipeTrial(remembered, models).choose(chosen.precision()));
    }

    private static LoadedArchive loadPacked(ArchiveLoader loader, Arithmetic arithmetic)
            throws ModelUnavailableException, CheckpointException, WarmUpException {
        try {
            return loader.load(arithmetic);
        } catch (ModelUnavailableException e) {
            throw new ModelUnavailableException(
                    e.getMessage()
                            + " model.cpu.layers=auto takes portable linear layers where packed ones do not load.",
                    e);
        }
    }

    private LoadedArchive load(Arithmetic arithmetic, TorchEngine engine, ComputeDevice device, CheckpointFacts facts)
            throws ModelUnavailableException, CheckpointException, WarmUpException {
        Optional<Path> cached = cachedArchive(arithmetic);
        Path archive = archive(arithmetic, cached);
        clock.begin(Stage.LOAD);
        TorchSrlModel model = TorchSrlModel.load(
                engine,
                archive,
                device,
                facts.labels().size(),
                facts.audit().getArchitecture().getPositions());
        return new LoadedArchive(arithmetic, archive, cached.isPresent(), model);
    }

    private Optional<Path> cachedArchive(Arithmetic arithmetic) throws CheckpointException, WarmUpException {
        if (cache.holds(known().key(), archiveName(arithmetic))) {
            clock.begin(Stage.LOAD); // Verifying its checksum belongs to loading.
        }
        return cache.find(known().key(), archiveName(arithmetic));
    }

    /** The archive, written where it is not cached; what is known of the checkpoint is cached with it. */
    private Path archive(Arithmetic arithmetic, Optional<Path> cached) throws CheckpointException, WarmUpException {
        CacheKey key = known().key();
        if (cached.isPresent() && known().cached()) {
            return cached.get();
        }
        ReconciledCheckpoint read = checkpoint();
        clock.begin(Stage.WRITE);
        if (!keyAfter(read).equals(key)) {
            // What was made from other bytes than the key stands for would be believed ever after.
            throw new CheckpointException(
                    "The files of checkpoint " + plan.checkpoint().model()
                            + " changed while they were being read: start again when they are complete.");
        }
        byte[] facts = read.facts().encode();
        cache.store(
                key, FACTS, facts.length, out -> Channels.newOutputStream(out).write(facts));
        if (cached.isPresent()) {
            return cached.get();
        }
        SrlBertArchive archive = read.archive(arithmetic.target(), arithmetic.precision(), arithmetic.recipe());
        return cache.store(
                key, archiveName(arithmetic), archive.weightBytes(), out -> archive.write(out, clock::advance));
    }

    private static String archiveName(Arithmetic arithmetic) {
        return arithmetic.key() + ".pt";
    }
}
