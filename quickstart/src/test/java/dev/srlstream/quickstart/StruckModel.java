package dev.srlstream.quickstart;

import dev.srlstream.config.Settings;
import dev.srlstream.model.SrlModel;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.operations.SrlService;
import dev.srlstream.warmup.WarmUpListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A model that computes some batches and is struck by a fault in every later one. */
final class StruckModel implements SrlModel {
    /** What the process says once the fault strikes. */
    static final String STRUCK = "The fault strikes";

    enum Fault {
        /** Three minutes for a batch. */
        SLOW,
        /** No batch ever comes back, whatever the thread is told. */
        HANGING,
        OUT_OF_MEMORY,
        /** Every label is the one before it, as if nothing were wrong; half a second for a batch, so that there is time to notice. */
        GARBAGE;

        private List<float[]> strike(List<float[]> output) {
            switch (this) {
                case SLOW -> sleep(180_000);
                case HANGING -> sleep(Long.MAX_VALUE);
                case OUT_OF_MEMORY -> throw new OutOfMemoryError("native memory");
                case GARBAGE -> sleep(500);
            }
            return this == GARBAGE ? output.stream().map(Fault::rotated).toList() : output;
        }

        private static float[] rotated(float[] row) {
            float[] rotated = new float[row.length];
            System.arraycopy(row, 1, rotated, 0, row.length - 1);
            rotated[row.length - 1] = row[0];
            return rotated;
        }
    }

    private final SrlModel model;
    private final int sound;
    private final Fault fault;
    private final AtomicInteger batches = new AtomicInteger();

    /** @param sound how many batches come before the fault */
    StruckModel(SrlModel model, int sound, Fault fault) {
        this.model = model;
        this.sound = sound;
        this.fault = fault;
    }

    /** As {@code srl run}, on such a model. Arguments: the fault, the number of sound batches, the configuration. */
    public static void main(String[] args) throws Exception {
        Fault fault = Fault.valueOf(args[0]);
        int sound = Integer.parseInt(args[1]);
        Settings settings = Settings.load(Path.of(args[2]), Map.of(), Map.of());
        int exitCode;
        try (SrlService service =
                new SrlService(settings, WarmUpListener.SILENT, model -> new StruckModel(model, sound, fault))) {
            service.closeOnTermination();
            service.start();
            exitCode = service.awaitStopped();
        }
        System.exit(exitCode);
    }

    @Override
    public List<float[]> forward(List<WordpieceRow> rows) {
        if (batches.incrementAndGet() <= sound) {
            return model.forward(rows);
        }
        System.out.println(STRUCK);
        return fault.strike(model.forward(rows));
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts a device", e);
        }
    }

    @Override
    public int labels() {
        return model.labels();
    }

    @Override
    public void close() {
        model.close();
    }
}
