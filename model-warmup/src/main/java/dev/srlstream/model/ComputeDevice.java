package dev.srlstream.model;

/** Where a model runs. {@code toString} gives the name under which reports and settings know it. */
public sealed interface ComputeDevice {
    /** The processor's cores. */
    record Cpu() implements ComputeDevice {
        @Override
        public String toString() {
            return "cpu";
        }
    }

    /** @param index number of the GPU among those that the process may use, from 0 */
    record Gpu(int index) implements ComputeDevice {
        @Override
        public String toString() {
            return "gpu:" + index;
        }
    }
}
