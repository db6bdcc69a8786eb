package dev.srlstream.warmup;

import dev.srlstream.model.ModelException;
import dev.srlstream.model.ModelUnavailableException;
import dev.srlstream.model.SrlModel;
import dev.srlstream.model.TorchEngine;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.torchscript.Recipe;
import dev.srlstream.torchscript.Recipe.Operand;
import dev.srlstream.torchscript.Recipe.Products;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Whether an 8-bit operand may be an alias of the quantised tensor ({@link Operand#ALIAS}) with the libtorch that is loaded. */
final class AliasCheck {
    /**
     * Versions in which the operator's code was read and tried. In another one a wrong use might end the process instead
     * of giving other numbers, so that nothing is tried there.
     */
    static final Set<String> VERSIONS = Set.of("2.7.1");

    /** Of its archives, roughly. */
    static final long BYTES = 1 << 20;

    private static final int HIDDEN = 64;
    private static final int HEADS = 2;
    /** Enough for panels. */
    private static final int INTERMEDIATE = 1536;

    /** Of several lengths, so that attention sees parts of tensors. */
    private static final List<WordpieceRow> ROWS =
            IntStream.of(5, 31, 31, 12).mapToObj(TrialModels::row).toList();

    private AliasCheck() {}

    /**
     * The operand to take.
     *
     * @param folder for small archives, which are gone after this
     */
    static Operand operand(TorchEngine engine, Path folder) throws IOException {
        boolean known = VERSIONS.contains(engine.versions().get("pytorch"));
        return known && givesTheSame(new TrialModels(engine, HIDDEN, HEADS, INTERMEDIATE, folder))
                ? Operand.ALIAS
                : Operand.COPY;
    }

    /** Bit by bit, whatever the layers are made of. */
    private static boolean givesTheSame(TrialModels models) throws IOException {
        for (Products products : Products.values()) {
            try (SrlModel copying = models.load(Precision.INT8, new Recipe(products, Operand.COPY));
                    SrlModel aliasing = models.load(Precision.INT8, new Recipe(products, Operand.ALIAS))) {
                if (!Arrays.deepEquals(forward(copying), forward(aliasing))) {
                    return false;
                }
            } catch (ModelUnavailableException | ModelException e) {
                return false;
            }
        }
        return true;
    }

    private static float[][] forward(SrlModel model) {
        return model.forward(ROWS).toArray(float[][]::new);
    }
}
