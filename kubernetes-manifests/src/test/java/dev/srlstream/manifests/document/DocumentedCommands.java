package dev.srlstream.manifests.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of docs/kubernetes.md, a line each: those that need no cluster, and those that do. */
record DocumentedCommands(List<String> local, List<String> ofCluster) {
    static final Path ROOT = Path.of("..");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern LOCAL = Pattern.compile("(cp|kubectl kustomize) .*");
    private static final Pattern OF_CLUSTER = Pattern.compile("(echo '[^']*' \\| )?kubectl .*");

    static DocumentedCommands read() throws IOException {
        List<String> local = new ArrayList<>();
        List<String> ofCluster = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(ROOT.resolve("docs").resolve("kubernetes.md")));
        while (block.find()) {
            for (String line : commands(block)) {
                if (LOCAL.matcher(line).matches()) {
                    local.add(line);
                } else if (OF_CLUSTER.matcher(line).matches()) {
                    ofCluster.add(line);
                } else {
                    throw new AssertionError("Nothing tries this line of docs/kubernetes.md: " + line);
                }
            }
        }
        return new DocumentedCommands(local, ofCluster);
    }

    /** A block with the name of a language is no list of commands. */
    private static List<String> commands(Matcher block) {
        return block.group(1).isEmpty() ? block.group(2).lines().toList() : List.of();
    }
}
