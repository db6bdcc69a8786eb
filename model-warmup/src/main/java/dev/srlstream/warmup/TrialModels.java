package dev.srlstream.warmup;

import dev.srlstream.configuration.BertConfig;
import dev.srlstream.model.ComputeDevice;
import dev.srlstream.model.ModelUnavailableException;
import dev.srlstream.model.SrlModel;
import dev.srlstream.model.TorchEngine;
import dev.srlstream.model.TorchSrlModel;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.reconcile.SrlBertLayout;
import dev.srlstream.statedict.RandomTensor;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.torchscript.Recipe;
import dev.srlstream.torchscript.ScriptTarget;
import dev.srlstream.torchscript.SrlBertArchive;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Models of one encoder layer with made-up weights: what a layer costs and gives on this processor, without a checkpoint and in a
 * small part of its size. Immutable.
 *
 * @param hiddenSize width of the layer
 * @param folder for their archives, which are gone when they are loaded
 */
record TrialModels(TorchEngine engine, int hiddenSize, int heads, int intermediateSize, Path folder) {
    private static final int LABELS = 2;
    private static final int VOCABULARY = 64;
    private static final int POSITIONS = 64;
    private static final float DEVIATION = 0.02f;

    /** The caller closes it. */
    SrlModel load(Precision precision, Recipe recipe) throws IOException, ModelUnavailableException {
        var config = new BertConfig(1, hiddenSize, heads, intermediateSize, VOCABULARY, POSITIONS, 2, 1e-12);
        Path archive = Files.createTempFile(folder, "trial-", ".pt");
        try {
            try (FileChannel out = FileChannel.open(archive, StandardOpenOption.WRITE)) {
                new SrlBertArchive(weights(config), config, ScriptTarget.CPU, precision, recipe)
                        .write(out, fraction -> {});
            }
            return TorchSrlModel.load(engine, archive, new ComputeDevice.Cpu(), LABELS, POSITIONS);
        } finally {
            Files.delete(archive);
        }
    }

    /** A row of so many wordpieces, at most {@value #POSITIONS}; the same for the same length. */
    static WordpieceRow row(int length) {
        return new WordpieceRow(new Random(length).ints(length, 0, VOCABULARY).toArray(), 0, 1);
    }

    private static StateDict weights(BertConfig config) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        new SrlBertLayout(config, LABELS).learned().forEach(expected -> {
            boolean norm = expected.key().endsWith("LayerNorm.weight");
            tensors.put(expected.key(), new RandomTensor(expected.shape(), norm ? 1 : 0, DEVIATION, tensors.size()));
        });
        return new StateDict(tensors);
    }
}
