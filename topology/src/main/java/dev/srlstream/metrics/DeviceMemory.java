package dev.srlstream.metrics;

import com.sun.management.OperatingSystemMXBean;
import dev.srlstream.model.GpuMemory;
import dev.srlstream.warmup.ProcessMemory;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** How much memory a device has, and how much of it is used, in bytes; 0 where nothing tells. */
record DeviceMemory(LongSupplier used, LongSupplier total) {
    /** @param device as a warm-up report names it: {@code cpu}, {@code gpu:0} */
    static DeviceMemory of(String device) {
        if (device.startsWith("gpu:")) {
            GpuMemory gpu = new GpuMemory(Integer.parseInt(device.substring("gpu:".length())));
            return new DeviceMemory(gpu::usedBytes, gpu::totalBytes);
        }
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        // In a container that is the container's.
        return new DeviceMemory(ProcessMemory::residentBytes, system::getTotalMemorySize);
    }

    long usedBytes() {
        return used.getAsLong();
    }

    long totalBytes() {
        return total.getAsLong();
    }
}
