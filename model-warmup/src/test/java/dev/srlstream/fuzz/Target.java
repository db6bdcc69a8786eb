package dev.srlstream.fuzz;

import java.util.Locale;

/** What is fuzzed. */
enum Target {
    PICKLE(PickleFuzz.class),
    TORCH_ZIP(TorchZipFuzz.class),
    TORCH_LEGACY(TorchLegacyFuzz.class),
    SAFETENSORS(SafetensorsFuzz.class),
    ARCHIVE(ArchiveFuzz.class),
    CONFIGURATION(ConfigurationFuzz.class),
    CHECKPOINT(CheckpointFuzz.class);

    private final Class<?> entry;

    Target(Class<?> entry) {
        this.entry = entry;
    }

    /** Name of its folders. */
    String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The class that a fuzzer is pointed at. */
    String className() {
        return entry.getName();
    }

    /** Reads one input; anything thrown is a finding. */
    void read(byte[] input) {
        switch (this) {
            case PICKLE -> PickleFuzz.fuzzerTestOneInput(input);
            case TORCH_ZIP -> TorchZipFuzz.fuzzerTestOneInput(input);
            case TORCH_LEGACY -> TorchLegacyFuzz.fuzzerTestOneInput(input);
            case SAFETENSORS -> SafetensorsFuzz.fuzzerTestOneInput(input);
            case ARCHIVE -> ArchiveFuzz.fuzzerTestOneInput(input);
            case CONFIGURATION -> ConfigurationFuzz.fuzzerTestOneInput(input);
            case CHECKPOINT -> CheckpointFuzz.fuzzerTestOneInput(input);
        }
    }
}
