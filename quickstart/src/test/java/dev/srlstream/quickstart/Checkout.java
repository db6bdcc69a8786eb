package dev.srlstream.quickstart;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** A checkout of nothing but the launcher, in a folder of its own. */
record Checkout(Path folder) {
    /** @param folder is created, and takes the launcher */
    static Checkout layOut(Path folder) throws IOException {
        Files.copy(Path.of("..", "srl"), Files.createDirectories(folder).resolve("srl"));
        Files.setPosixFilePermissions(folder.resolve("srl"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("pom.xml"), "");
        return new Checkout(folder);
    }

    Path launcher() {
        return folder.resolve("srl");
    }

    /** Puts a jar of nothing but this process' class path where the build puts one, so that nothing is built. */
    void build() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Arrays.stream(JavaCommand.ownClassPath().split(File.pathSeparator))
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        Path jar = folder.resolve("quickstart/target/quickstart.jar");
        Files.createDirectories(jar.getParent());
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }
}
