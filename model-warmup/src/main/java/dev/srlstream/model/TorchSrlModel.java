package dev.srlstream.model;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.model.ModelEvents.ModelAbandoned;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * An SrlBert loaded from a TorchScript archive. Owned by the caller that loaded it; holds native memory until closed. Forward passes
 * may run at the same time on several threads. {@link #close} gives those that run a second to return; the memory of one that
 * does not is left to the end of the process.
 */
public final class TorchSrlModel implements SrlModel {
    private static final EventLog LOG = EventLog.of(TorchSrlModel.class);

    private static final String FAILURE = "RuntimeError: ";

    private final Model model;
    private final int labels;
    private final int positions;
    /** Forward passes hold the read lock: native memory must not be freed under them. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private final AtomicBoolean closed = new AtomicBoolean();

    private TorchSrlModel(Model model, int labels, int positions) {
        this.model = model;
        this.labels = labels;
        this.positions = positions;
    }

    /**
     * Loads a model.
     *
     * @param archive written for {@code device}; its name ends in {@code .pt}
     * @param labels number of labels
     * @param positions the longest row in wordpieces
     * @throws ModelUnavailableException when libtorch refuses the archive or memory runs out
     */
    public static TorchSrlModel load(TorchEngine engine, Path archive, ComputeDevice device, int labels, int positions)
            throws ModelUnavailableException {
        boolean gpu = device instanceof ComputeDevice.Gpu;
        Model model = engine.djl().newModel("srl", djlDevice(device));
        try {
            // By path: a stream would hold the archive in memory twice more.
            model.load(
                    archive.toAbsolutePath().getParent(),
                    archive.getFileName().toString(),
                    Map.of("mapLocation", Boolean.toString(gpu)));
            return new TorchSrlModel(model, labels, positions);
        } catch (IOException | MalformedModelException | EngineException e) {
            model.close();
            throw new ModelUnavailableException(
                    "libtorch cannot load " + archive + " onto " + device + " (" + reason(e)
                            + "): look for the memory that the process may use, or delete the file so that it is written anew.",
                    e);
        }
    }

    @Override
    public List<float[]> forward(List<WordpieceRow> rows) {
        use.readLock().lock();
        try {
            if (closed.get()) {
                throw new IllegalStateException("the model is closed");
            }
            requirePositions(rows);
            return forward(new FlatBatch(rows));
        } finally {
            use.readLock().unlock();
        }
    }

    private List<float[]> forward(FlatBatch batch) {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDList inputs = new NDList(
                    manager.create(batch.ids()),
                    manager.create(batch.positions()),
                    manager.create(batch.tokenTypes()),
                    manager.create(batch.lengths()));
            NDArray probabilities = model.getBlock()
                    .forward(new ParameterStore(manager, false), inputs, false)
                    .singletonOrThrow();
            return batch.split(
                    probabilities.toByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer(), labels);
        } catch (EngineException e) {
            throw new ModelException("the engine failed on " + batch + ": " + reason(e), e);
        }
    }

    /** On a GPU, a position that does not exist would be a fault from which the process cannot recover. */
    private void requirePositions(List<WordpieceRow> rows) {
        int longest = rows.stream().mapToInt(row -> row.ids().length).max().orElseThrow();
        if (longest > positions) {
            throw new ModelException("a row has " + longest + " wordpieces, and the model " + positions + " positions");
        }
    }

    @Override
    public int labels() {
        return labels;
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        if (!awaitPasses()) {
            LOG.log(new ModelAbandoned());
            return;
        }
        try {
            model.close();
        } finally {
            use.writeLock().unlock();
        }
    }

    /** @return whether none is running, and none can begin until the write lock is given back */
    private boolean awaitPasses() {
        try {
            return use.writeLock().tryLock() || use.writeLock().tryLock(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Device djlDevice(ComputeDevice device) {
        return device instanceof ComputeDevice.Gpu gpu ? Device.gpu(gpu.index()) : Device.cpu();
    }

    /** What failed, without the trace through TorchScript's code that stands before it. */
    private static String reason(Throwable e) {
        List<String> lines = String.valueOf(e.getMessage()).lines().toList();
        return lines.stream()
                .filter(line -> line.startsWith(FAILURE))
                .map(line -> line.substring(FAILURE.length()))
                .findFirst()
                .or(() -> lines.stream().filter(line -> !line.isBlank()).findFirst())
                .orElse("");
    }
}
