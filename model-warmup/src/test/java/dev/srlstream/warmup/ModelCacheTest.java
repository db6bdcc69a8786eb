package dev.srlstream.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCacheTest {
    private static final CacheKey KEY = new CacheKey("0".repeat(64), Map.of());
    private static final String NAME = "cpu-fp32.pt";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void findsWhatWasStored() throws Exception {
        // Given
        ModelCache cache = new ModelCache(List.of(folder));

        // When
        Path stored = cache.store(KEY, NAME, 5, content("bytes"));

        // Then
        assertThat(stored).hasContent("bytes");
        assertThat(cache.find(KEY, NAME)).contains(stored);
        assertThat(cache.find(KEY, "cuda-fp32.pt")).isEmpty();
        assertThat(cache.find(new CacheKey("1".repeat(64), Map.of()), NAME)).isEmpty();
    }

    @Test
    void neverFindsAFileWhoseContentHasChanged() throws Exception {
        // Given
        ModelCache cache = new ModelCache(List.of(folder));
        Path stored = cache.store(KEY, NAME, 5, content("bytes"));
        Files.writeString(stored, "bytez");

        // When
        Optional<Path> found = cache.find(KEY, NAME);

        // Then
        assertThat(found).isEmpty();
        assertThat(cache.store(KEY, NAME, 5, content("bytes")))
                .isEqualTo(stored)
                .hasContent("bytes");
    }

    @Test
    void leavesNothingBehindWhenWritingFails() {
        // Given
        ModelCache cache = new ModelCache(List.of(folder));

        // When
        var refused = assertThatThrownBy(() -> cache.store(KEY, NAME, 5, out -> {
            out.write(ByteBuffer.allocate(3));
            throw new IOException("No space left on device");
        }));

        // Then
        refused.isInstanceOf(WarmUpException.class)
                .hasMessageContainingAll(folder.toString(), "5 bytes", "No space left on device", "model.cache.dir");

        assertThat(folder.resolve(KEY.folder())).isEmptyDirectory();
    }

    @Test
    void refusesAtOnceWhatCannotFitOntoTheDisk() {
        // Given
        ModelCache cache = new ModelCache(List.of(folder));

        // When
        var refused = assertThatThrownBy(() -> cache.store(KEY, NAME, Long.MAX_VALUE, out -> {
            throw new AssertionError("must not be written");
        }));

        // Then
        refused.isInstanceOf(WarmUpException.class)
                .hasMessageContainingAll(folder.toString(), Long.MAX_VALUE + " bytes", "are free");
    }

    @Test
    void takesTheNextDirectoryWhereTheFirstCannotBeWritten() throws Exception {
        // Given
        Path blocked = Files.writeString(folder.resolve("file"), "");
        Path home = folder.resolve("home");

        // When
        Path stored = new ModelCache(List.of(blocked, home)).store(KEY, NAME, 5, content("bytes"));

        // Then
        assertThat(stored).startsWith(home);
    }

    @Test
    void takesTheNextDirectoryWhereTheFirstHasNoRoom() throws Exception {
        // Given
        Path full = folder.resolve("full");
        Path home = folder.resolve("home");
        AtomicInteger attempts = new AtomicInteger();

        // When
        Path stored = new ModelCache(List.of(full, home)).store(KEY, NAME, 5, out -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IOException("No space left on device");
            }
            content("bytes").writeTo(out);
        });

        // Then
        assertThat(stored).startsWith(home).hasContent("bytes");
        assertThat(full.resolve(KEY.folder())).isEmptyDirectory();
    }

    @Test
    void namesEveryDirectoryThatCannotBeWritten() throws Exception {
        // Given
        Path first = Files.writeString(folder.resolve("first"), "");
        Path second = Files.writeString(folder.resolve("second"), "");

        // When
        var refused =
                assertThatThrownBy(() -> new ModelCache(List.of(first, second)).store(KEY, NAME, 5, content("bytes")));

        // Then
        refused.isInstanceOf(WarmUpException.class)
                .hasMessageContainingAll(first.toString(), second.toString(), "model.cache.dir");
    }

    @Test
    void removesWhatADeadProcessLeftHalfWritten() throws Exception {
        // Given
        Path entry = Files.createDirectories(folder.resolve(KEY.folder()));
        Path abandoned = Files.writeString(entry.resolve(".cpu-fp32.pt-1.tmp"), "half");
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        Path underWay = Files.writeString(entry.resolve(".cpu-fp32.pt-2.tmp"), "half");

        // When
        new ModelCache(List.of(folder)).store(KEY, NAME, 5, content("bytes"));

        // Then
        assertThat(abandoned).doesNotExist();
        assertThat(underWay).exists();
    }

    @Test
    void keepsOneFileOfManyWritersAtOnce() throws Exception {
        // Given
        ExecutorService writers = Executors.newFixedThreadPool(4);
        List<Callable<Path>> stores = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            stores.add(() -> new ModelCache(List.of(folder)).store(KEY, NAME, 5, content("bytes")));
        }

        // When
        List<Future<Path>> stored = writers.invokeAll(stores);

        // Then
        writers.shutdown();
        for (Future<Path> path : stored) {
            assertThat(path.get()).hasContent("bytes");
        }
        try (Stream<Path> files = Files.list(folder.resolve(KEY.folder()))) {
            assertThat(files).hasSize(1);
        }
    }

    private static ModelCache.Content content(String text) {
        return out -> out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
