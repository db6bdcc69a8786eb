package dev.srlstream.quickstart;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What lies in the module's folder besides its code.
 *
 * @param module the folder
 */
public record QuickstartFiles(Path module) {
    /** Starts from where this class was loaded: {@code target/classes} or a jar in {@code target}. */
    public static QuickstartFiles locate() {
        try {
            Path code = Path.of(QuickstartFiles.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path folder = code.getParent();
            while (folder != null && !Files.exists(folder.resolve("checkpoint"))) {
                folder = folder.getParent();
            }
            if (folder != null) {
                return new QuickstartFiles(folder);
            }
            throw new IllegalStateException("There is no checkpoint folder above " + code);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path checkpoint() {
        return module.resolve("checkpoint").resolve("srl-bert-mini.tar.gz");
    }

    /** The unpacked registry. */
    public Path registry() {
        return module.resolve("target").resolve("registry");
    }

    /** Where the converted model is kept between demos; empty where the checkout is read-only, for the service to choose. */
    public Optional<Path> modelCache() {
        Path target = module.resolve("target");
        return Files.isWritable(target) ? Optional.of(target.resolve("model-cache")) : Optional.empty();
    }
}
