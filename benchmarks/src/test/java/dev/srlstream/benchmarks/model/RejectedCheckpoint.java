package dev.srlstream.benchmarks.model;

import dev.srlstream.benchmarks.madeup.RandomCheckpoint;
import dev.srlstream.configuration.BertConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A checkpoint that lacks a layer which its configuration has. */
final class RejectedCheckpoint {
    private RejectedCheckpoint() {}

    /** @return {@code folder} */
    static Path write(Path folder) throws IOException {
        RandomCheckpoint.write(folder, new BertConfig(1, 8, 2, 12, 10, 16, 2, 1e-12));
        Path config = folder.resolve("bert_config.json");
        Files.writeString(
                config, Files.readString(config).replace("\"num_hidden_layers\": 1", "\"num_hidden_layers\": 2"));
        return folder;
    }
}
