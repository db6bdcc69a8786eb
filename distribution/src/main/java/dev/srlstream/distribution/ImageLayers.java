package dev.srlstream.distribution;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The layers of the image above its base, so that a new version of the product brings only the last one. */
enum ImageLayers {
    LIBTORCH,
    LIBRARIES,
    PRODUCT;

    /** Where the release lies in the image. */
    static final AbsoluteUnixPath HOME = AbsoluteUnixPath.get("/opt/srl-stream");

    private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");
    private static final FilePermissions READABLE = FilePermissions.fromOctalString("644");

    /**
     * All files of a release, in the order of their names, whatever order the file system has them in.
     *
     * @param release the unpacked release
     * @throws IOException when it cannot be read
     */
    static List<FileEntriesLayer> of(Path release) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(release)) {
            files = tree.filter(Files::isRegularFile).sorted().toList();
        }
        List<FileEntriesLayer> layers = new ArrayList<>();
        for (ImageLayers layer : values()) {
            FileEntriesLayer.Builder entries =
                    FileEntriesLayer.builder().setName(layer.name().toLowerCase(Locale.ROOT));
            for (Path file : files) {
                Path name = release.relativize(file);
                if (holding(name) == layer) {
                    entries.addEntry(file, HOME.resolve(name), name.startsWith("bin") ? EXECUTABLE : READABLE);
                }
            }
            layers.add(entries.build());
        }
        return layers;
    }

    private static ImageLayers holding(Path name) {
        if (name.startsWith("libtorch")) {
            return LIBTORCH;
        }
        boolean theirs =
                name.startsWith("lib") && !name.getFileName().toString().startsWith("srl-stream-");
        return theirs || name.startsWith("licenses") || name.startsWith("checkpoint") ? LIBRARIES : PRODUCT;
    }
}
