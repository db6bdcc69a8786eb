package dev.srlstream.manifests.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.manifests.Kustomize;
import dev.srlstream.manifests.Manifest;
import dev.srlstream.manifests.Rendering;
import dev.srlstream.manifests.Renderings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/kubernetes.md tells operators to type. */
class KubernetesPageTest {
    @TempDir
    private static Path checkout = Path.of("");

    private static DocumentedCommands commands = new DocumentedCommands(List.of(), List.of());

    @BeforeAll
    static void runWhatNeedsNoCluster() throws Exception {
        Kustomize.require();
        commands = DocumentedCommands.read();
        for (String part : List.of("k8s", "docs/monitoring")) {
            copy(DocumentedCommands.ROOT.resolve(part), checkout.resolve(part));
        }
        assertThat(commands.local()).hasSizeGreaterThan(2);
        for (String command : commands.local()) {
            Process shell = new ProcessBuilder("sh", "-ec", command)
                    .directory(checkout.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor()).as(command + ": " + said).isZero();
            if (command.startsWith("kubectl kustomize")) {
                assertThat(Rendering.parse(said).all()).hasSizeGreaterThan(10);
            }
        }
    }

    @Test
    void commandsForAClusterNameWhatIsThere() throws Exception {
        NamedObjects named = named();

        assertThat(commands.ofCluster())
                .hasSizeGreaterThan(20)
                .allSatisfy(command ->
                        assertThat(named.complaints(command)).as(command).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "kubectl logs -n srl-stream job/preflight; there is no job/preflight",
                "kubectl scale -n srl deployment/srl-stream --replicas=2; there is no namespace srl",
                "kubectl apply -k k8s/overlays/dev; there is no file",
                "kubectl apply -k k8s/overlays/dev-cpu -l srlstream.dev/first=true; nothing has the label",
                "kubectl cp model.tar.gz srl-checkpoint-load:/checkpoint/m; nothing can be copied",
                "kubectl exec deployment/srl-stream -- srl frames --most 1; Unknown option",
                "kubectl port-forward deployment/srl-stream 8091; no container has the port",
                "kubectl create secret generic srl-secrets --from-literal=SRL_X=y; no container reads"
            })
    void anotherNameIsFound(String command, String complaint) throws Exception {
        assertThat(named().complaints(command))
                .anySatisfy(found -> assertThat(found).contains(complaint));
    }

    private static NamedObjects named() throws Exception {
        List<Manifest> objects = new ArrayList<>();
        for (String name : Renderings.folders().keySet()) {
            objects.addAll(Renderings.of(name).all());
        }
        objects.addAll(Renderings.loadPod().all());
        return new NamedObjects(objects, checkout);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
