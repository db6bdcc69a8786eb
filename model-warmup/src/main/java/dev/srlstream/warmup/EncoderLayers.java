package dev.srlstream.warmup;

import dev.srlstream.archive.ScratchDirectory;
import dev.srlstream.event.Architecture;
import dev.srlstream.model.ModelUnavailableException;
import dev.srlstream.model.SrlModel;
import dev.srlstream.model.TorchEngine;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.torchscript.Recipe;
import dev.srlstream.torchscript.Recipe.Operand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Encoder layers of a model's dimensions for a {@link RecipeTrial}, with made-up weights: speed does not depend on them.
 *
 * @param directories for their archives: the first that has room
 */
record EncoderLayers(TorchEngine engine, Architecture dimensions, List<Path> directories)
        implements RecipeTrial.Models {
    @Override
    public Operand operand(Precision precision) throws IOException {
        if (precision != Precision.INT8) {
            return Operand.COPY;
        }
        try (var scratch = ScratchDirectory.among(directories, AliasCheck.BYTES)) {
            return AliasCheck.operand(engine, scratch.path());
        }
    }

    @Override
    public boolean havePanels() {
        return Recipe.panels(dimensions.getIntermediateSize()) > 1;
    }

    @Override
    public SrlModel load(Precision precision, Recipe recipe) throws IOException, ModelUnavailableException {
        int hidden = dimensions.getHiddenSize();
        int intermediate = dimensions.getIntermediateSize();
        try (var scratch = ScratchDirectory.among(directories, bytes(hidden, intermediate))) {
            return new TrialModels(engine, hidden, dimensions.getHeads(), intermediate, scratch.path())
                    .load(precision, recipe);
        }
    }

    /** Of an archive, roughly: the four square matrices and the two of the feed-forward in float32. */
    private static long bytes(long hidden, long intermediate) {
        return Float.BYTES * hidden * (5 * hidden + 2 * intermediate);
    }
}
