package dev.srlstream.model;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * One linear layer on a device, applied many times in a call, so that nothing but its arithmetic shows in the time: a measure of
 * what the device can do at most. Owned by the caller that loaded it; may run on several threads at
 * the same time; holds native memory until closed, which nothing may run after.
 */
public final class RepeatedLinear implements AutoCloseable {
    private final Model model;
    private final NDArray input;

    private RepeatedLinear(Model model, NDArray input) {
        this.model = model;
        this.input = input;
    }

    /**
     * Loads a layer and makes up an input for it.
     *
     * @param archive a {@code RepeatedLinearArchive} written for {@code device}; its name ends in {@code .pt}
     * @param tokens rows of the input
     * @param inputs columns of the input
     * @throws ModelUnavailableException when libtorch refuses the archive or memory runs out
     */
    public static RepeatedLinear load(TorchEngine engine, Path archive, ComputeDevice device, int tokens, int inputs)
            throws ModelUnavailableException {
        boolean gpu = device instanceof ComputeDevice.Gpu;
        Model model = engine.djl()
                .newModel("linear", device instanceof ComputeDevice.Gpu one ? Device.gpu(one.index()) : Device.cpu());
        try {
            model.load(
                    archive.toAbsolutePath().getParent(),
                    archive.getFileName().toString(),
                    Map.of("mapLocation", Boolean.toString(gpu)));
            return new RepeatedLinear(model, model.getNDManager().randomNormal(new Shape(tokens, inputs)));
        } catch (IOException | MalformedModelException | EngineException e) {
            model.close();
            throw new ModelUnavailableException("libtorch cannot load " + archive + " onto " + device + ": " + e, e);
        }
    }

    /**
     * Applies the layer as often as the archive says, and waits for the device.
     *
     * @return the first token's result, {@code [outputs]}
     */
    public float[] run() {
        try (NDArray output = model.getBlock()
                .forward(new ParameterStore(model.getNDManager(), false), new NDList(input), false)
                .singletonOrThrow()) {
            return output.toFloatArray();
        } catch (EngineException e) {
            throw new ModelException("the engine failed on a linear layer: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
