package dev.srlstream.model;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.lang.management.MemoryUsage;
import java.util.Optional;

/** How much memory of a GPU is in use, by all its users, in bytes; 0 where CUDA does not tell. */
public final class GpuMemory {
    private final Device device;

    /** @param index number of the GPU among those that the process may use, from 0 */
    public GpuMemory(int index) {
        this.device = Device.gpu(index);
    }

    public long usedBytes() {
        return usage().map(MemoryUsage::getUsed).orElse(0L);
    }

    public long totalBytes() {
        return usage().map(MemoryUsage::getMax).orElse(0L);
    }

    private Optional<MemoryUsage> usage() {
        try {
            return Optional.of(CudaUtils.getGpuMemory(device));
        } catch (RuntimeException | LinkageError e) {
            return Optional.empty(); // Meters are no reason to fail.
        }
    }
}
