package dev.srlstream.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the operator asks for as a device, before it is known which devices there are. */
public sealed interface DeviceRequest {
    /** The first GPU where there is one, else the CPU. */
    record Auto() implements DeviceRequest {}

    /** This device and no other. */
    record Exactly(ComputeDevice device) implements DeviceRequest {}

    /**
     * Reads {@code auto}, {@code cpu}, {@code gpu} (the first one) or {@code gpu:N}.
     *
     * @throws IllegalArgumentException with a sentence for the operator
     */
    static DeviceRequest parse(String device) {
        if (device.equals("auto")) {
            return new Auto();
        }
        if (device.equals("cpu")) {
            return new Exactly(new ComputeDevice.Cpu());
        }
        Matcher gpu = Pattern.compile("gpu(?::([0-9]{1,3}))?").matcher(device);
        if (!gpu.matches()) {
            throw new IllegalArgumentException(
                    "Device \"" + device + "\" is unknown: choose auto, cpu, gpu or gpu:N with N counted from 0.");
        }
        return new Exactly(new ComputeDevice.Gpu(gpu.group(1) == null ? 0 : Integer.parseInt(gpu.group(1))));
    }

    /**
     * The device to use.
     *
     * @param gpus how many GPUs the engine can use
     * @throws ModelUnavailableException when a GPU is demanded that is not there
     */
    default ComputeDevice choose(int gpus) throws ModelUnavailableException {
        if (!(this instanceof Exactly exactly)) {
            return gpus > 0 ? new ComputeDevice.Gpu(0) : new ComputeDevice.Cpu();
        }
        if (exactly.device() instanceof ComputeDevice.Gpu gpu && gpu.index() >= gpus) {
            String found = gpus == 0 ? "no GPU" : "gpu:0 to gpu:" + (gpus - 1) + " alone";
            throw new ModelUnavailableException("Device " + gpu + " is demanded, but PyTorch finds " + found
                    + ": set model.device to auto or cpu, or make the GPU visible to the process and name a CUDA build of"
                    + " libtorch 2.7.1 with PYTORCH_LIBRARY_PATH, PYTORCH_VERSION and PYTORCH_FLAVOR.");
        }
        return exactly.device();
    }
}
