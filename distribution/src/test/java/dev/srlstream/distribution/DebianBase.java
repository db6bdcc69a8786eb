package dev.srlstream.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A base for images from Debian's packages: Java's runtime, a shell and the programs of the launcher. Needs root. */
final class DebianBase {
    private static final List<String> TOOLS = List.of("mmdebstrap", "umoci", "skopeo", "runc");
    private static final Path SOURCES = Path.of("/etc/apt/sources.list.d/debian.sources");
    private static final String JAVA = "/usr/lib/jvm/java-17-openjdk-amd64";

    private DebianBase() {}

    /** Why this machine can make none; empty where it can. */
    static Optional<String> obstacle() {
        if (!"amd64".equals(System.getProperty("os.arch"))) {
            return Optional.of("Skipped: the base is for x86-64.");
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("Skipped: only root can unpack an image and run it with runc.");
        }
        if (!Files.exists(SOURCES)) {
            return Optional.of("Skipped: " + SOURCES + " is missing; the base is made of Debian's packages.");
        }
        return TOOLS.stream()
                .filter(tool -> !Program.exists(tool))
                .findFirst()
                .map(tool -> "Skipped: " + tool + " is missing; install Debian's package of this name.");
    }

    /**
     * Unpacks Debian's packages.
     *
     * @param folder takes them as {@code rootfs}
     * @return why it did not work; empty where it did
     */
    static Optional<String> unpack(Path folder) throws IOException, InterruptedException {
        Program mmdebstrap = Program.run(
                folder,
                "",
                List.of(
                        "mmdebstrap",
                        "--quiet",
                        "--variant=extract",
                        "--include=openjdk-17-jre-headless,dash,coreutils,sed,base-files",
                        "bookworm",
                        "rootfs",
                        SOURCES.toString()));
        return mmdebstrap.exitCode() == 0
                ? Optional.empty()
                : Optional.of("Skipped: mmdebstrap cannot unpack a Debian on this machine: " + mmdebstrap.err());
    }

    /**
     * @param folder has the packages, and takes some 3 GB with what is made of it
     * @return the image, as {@code docker save} writes one
     */
    static Path build(Path folder) throws IOException, InterruptedException {
        Program.tool(folder, "umoci", "init", "--layout", "base");
        Program.tool(folder, "umoci", "new", "--image", "base:latest");
        Program.tool(folder, "umoci", "insert", "--image", "base:latest", "rootfs", "/");
        Program.tool(folder, "umoci", "config", "--image", "base:latest", "--config.env", "JAVA_HOME=" + JAVA);
        Path image = folder.resolve("base.tar");
        Program.tool(folder, "skopeo", "copy", "--quiet", "oci:base:latest", "docker-archive:" + image);
        return image;
    }
}
