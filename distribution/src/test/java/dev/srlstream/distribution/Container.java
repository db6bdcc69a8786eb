package dev.srlstream.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * An image unpacked for runc, which runs it as the manifests of Kubernetes do: as the image's user without capabilities, on a
 * read-only root, with {@code /cache} and {@code /tmp} to write to. The network is that of this machine.
 */
final class Container {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;

    private Container(Path folder) {
        this.folder = folder;
    }

    /**
     * @param image as {@code docker save} writes one
     * @param folder takes what is unpacked
     */
    static Container of(Path image, Path folder) throws IOException, InterruptedException {
        Program.tool(folder, "skopeo", "copy", "--quiet", "docker-archive:" + image, "oci:image:latest");
        Program.tool(folder, "umoci", "unpack", "--image", "image:latest", "bundle");
        for (String volume : List.of("cache", "tmp")) {
            // Where there is such a folder, runc gives its rights to what it mounts there.
            Path mount = Files.createDirectories(folder.resolve("bundle/rootfs").resolve(volume));
            Files.setPosixFilePermissions(mount, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        return new Container(folder);
    }

    /**
     * Why runc cannot run anything on this machine; empty where it can.
     *
     * @param folder has a small Linux in {@code rootfs}
     */
    static Optional<String> obstacle(Path folder) throws IOException, InterruptedException {
        Program.tool(folder, "runc", "spec");
        Path file = folder.resolve("config.json");
        ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
        restrict(config, List.of("true"));
        JSON.writeValue(file.toFile(), config);
        Container probe = new Container(folder);
        Program run = probe.toItsEnd("", "probe", "run", probe.id("probe"));
        return run.exitCode() == 0
                ? Optional.empty()
                : Optional.of("Skipped: runc cannot run a container on this machine: " + run.err());
    }

    /** What the image says of itself: entry point, user, labels. */
    JsonNode configuration() throws IOException, InterruptedException {
        return JSON.readTree(Program.tool(folder, "skopeo", "inspect", "--config", "oci:image:latest"))
                .get("config");
    }

    /**
     * Runs the image's entry point with these arguments until it ends.
     *
     * @param checkpoint appears under {@code /checkpoint} with its own name
     */
    Program run(Path checkpoint, String stdin, String... args) throws IOException, InterruptedException {
        configure(checkpoint, Map.of(), args);
        return toItsEnd(stdin, "run", "run", "--bundle", "bundle", id("run"));
    }

    /** Starts it, with its log in the file {@code log} of the folder. */
    Running start(Path checkpoint, Map<String, String> environment, String... args)
            throws IOException, InterruptedException {
        configure(checkpoint, environment, args);
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(runc("run", "--bundle", "bundle", id("service")))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Running(process, log);
    }

    private Program toItsEnd(String stdin, String name, String... words) throws IOException, InterruptedException {
        try {
            return Program.run(folder, stdin, runc(words));
        } finally {
            // Its process outlives runc where that was killed.
            Program.run(folder, "", runc("delete", "--force", id(name)));
        }
    }

    /** Different for each container of a machine, as control groups have these names. */
    private String id(String name) {
        return folder.getFileName() + "-" + name;
    }

    private List<String> runc(String... words) {
        List<String> command = new ArrayList<>(
                List.of("runc", "--root", folder.resolve("state").toString()));
        command.addAll(List.of(words));
        return command;
    }

    private void configure(Path checkpoint, Map<String, String> environment, String... args)
            throws IOException, InterruptedException {
        Path file = folder.resolve("bundle/config.json");
        ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
        List<String> words = new ArrayList<>();
        configuration().get("Entrypoint").forEach(word -> words.add(word.asText()));
        words.addAll(List.of(args));
        restrict(config, words);
        environment.forEach(
                (name, value) -> config.withObject("/process").withArray("env").add(name + "=" + value));
        remove(config.withArray("mounts"), "destination", "/tmp", "/cache", "/checkpoint");
        mount(config, "/tmp", "tmpfs", "tmpfs", "mode=1777");
        mount(config, "/cache", "tmpfs", "tmpfs", "mode=1777");
        mount(config, "/checkpoint", "bind", String.valueOf(checkpoint.getParent()), "rbind", "ro");
        JSON.writeValue(file.toFile(), config);
    }

    private static void restrict(ObjectNode config, List<String> words) {
        ObjectNode process = config.withObject("/process");
        process.put("terminal", false).put("noNewPrivileges", true);
        process.putObject("capabilities");
        words.forEach(process.putArray("args")::add);
        config.withObject("/root").put("readonly", true);
        remove(config.withArray("mounts"), "destination", "/sys/fs/cgroup");
        remove(config.withObject("/linux").withArray("namespaces"), "type", "network");
    }

    private static void remove(JsonNode array, String field, String... values) {
        for (var elements = array.elements(); elements.hasNext(); ) {
            if (List.of(values).contains(elements.next().get(field).asText())) {
                elements.remove();
            }
        }
    }

    private static void mount(ObjectNode config, String destination, String type, String source, String... options) {
        ObjectNode mount = config.withArray("mounts").addObject();
        mount.put("destination", destination).put("type", type).put("source", source);
        List.of(options).forEach(mount.putArray("options")::add);
    }

    /** A container whose process runs; closing kills it. */
    final class Running implements AutoCloseable {
        private final Process process;
        private final Path log;

        private Running(Process process, Path log) {
            this.process = process;
            this.log = log;
        }

        boolean isAlive() {
            return process.isAlive();
        }

        String log() throws IOException {
            return Files.readString(log);
        }

        /** Runs a command in it, as {@code kubectl exec} does. */
        Program exec(String stdin, String... args) throws IOException, InterruptedException {
            List<String> command = runc("exec", id("service"));
            command.addAll(List.of(args));
            return Program.run(folder, stdin, command);
        }

        /** Sends SIGTERM to its first process, and returns the exit code. */
        int terminate() throws IOException, InterruptedException {
            Program.tool(folder, runc("kill", id("service"), "TERM").toArray(String[]::new));
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                throw new AssertionError("The container ignores SIGTERM: " + log());
            }
            return process.exitValue();
        }

        @Override
        public void close() throws IOException, InterruptedException {
            if (process.isAlive()) {
                Program.run(folder, "", runc("delete", "--force", id("service")));
                process.destroyForcibly().waitFor();
            }
        }
    }
}
