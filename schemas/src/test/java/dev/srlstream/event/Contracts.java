package dev.srlstream.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The contracts that other programs are written against, today's and the released ones. */
final class Contracts {
    private static final Path HISTORY = Path.of("src", "main", "resources", "history");

    private Contracts() {}

    static List<Schema> current() {
        return List.of(
                SentenceEvent.getClassSchema(), SentenceFrames.getClassSchema(), ModelDiagnostic.getClassSchema());
    }

    /** Every released version, the oldest first. */
    static List<Schema> released(String contract) {
        try (Stream<Path> files = Files.list(HISTORY.resolve(contract))) {
            return files.sorted(Comparator.comparingInt(Contracts::version))
                    .map(Contracts::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceAll("v(\\d+)\\.avsc", "$1"));
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
