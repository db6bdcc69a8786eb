package dev.srlstream.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.manifests.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RenderingsTest {
    @ParameterizedTest
    @MethodSource("names")
    void nothingIsWrongWith(String name) throws Exception {
        Rendering rendering = Renderings.of(name);

        assertThat(Rule.complaints(rendering)).isEmpty();
        assertThat(rendering.all()).hasSizeGreaterThan(10);
    }

    @Test
    void nothingIsWrongWithThePodThatFillsAVolume() throws Exception {
        Rendering rendering = Renderings.of("dev-cpu");
        rendering.all().addAll(Renderings.loadPod().all());

        assertThat(Rule.complaints(rendering)).isEmpty();
    }

    @Test
    void everyComponentIsRendered() throws IOException {
        Set<String> unused = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Renderings.FOLDER.resolve("components"))) {
            files.filter(file -> file.endsWith("kustomization.yaml"))
                    .map(file -> Renderings.FOLDER.relativize(file.getParent()).toString())
                    .forEach(unused::add);
        }
        assertThat(unused).hasSizeGreaterThan(8);

        for (Path folder : Renderings.folders().values()) {
            JsonNode kustomization =
                    Rendering.YAML.readTree(folder.resolve("kustomization.yaml").toFile());
            kustomization
                    .path("components")
                    .forEach(component ->
                            unused.remove(component.asText().replaceFirst("^.*?components/", "components/")));
        }

        assertThat(unused).isEmpty();
    }

    /** Of the project's version, without what marks it as unfinished. */
    @Test
    void overlaysAndDocumentsNameTheImageOfThisVersion() throws IOException {
        Matcher version = Pattern.compile("<artifactId>srl-stream</artifactId>\\s*<version>([0-9.]+)")
                .matcher(Files.readString(Path.of("..", "pom.xml")));
        assertThat(version.find()).isTrue();

        try (Stream<Path> overlays = Files.list(Renderings.FOLDER.resolve("overlays"))) {
            assertThat(overlays.toList()).hasSizeGreaterThan(2).allSatisfy(overlay -> assertThat(Rendering.YAML
                            .readTree(overlay.resolve("kustomization.yaml").toFile())
                            .at("/images/0/newTag")
                            .asText())
                    .matches(Pattern.quote(version.group(1)) + "(-cuda)?"));
        }
        assertThat(Files.readString(Path.of("..", "docs", "kubernetes.md")))
                .contains("srl-stream:" + version.group(1) + "`");
    }

    /** kustomize takes the last of two and says nothing. */
    @Test
    void noKeyStandsTwiceInAnObject() throws IOException {
        int read = 0;
        try (Stream<Path> files = Files.walk(Renderings.FOLDER)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                assertThat(Rendering.parse(Files.readString(file)).all())
                        .as(file.toString())
                        .isNotEmpty();
                read++;
            }
        }
        assertThat(read).isGreaterThan(20);
    }

    @Test
    void everyFolderSaysWhatItIsFor() throws IOException {
        try (Stream<Path> files = Files.walk(Renderings.FOLDER)) {
            assertThat(files.filter(file -> file.endsWith("kustomization.yaml")).toList())
                    .hasSizeGreaterThan(12)
                    .allSatisfy(
                            file -> assertThat(file.resolveSibling("README.md")).exists());
        }
    }

    static Set<String> names() throws IOException {
        return Renderings.folders().keySet();
    }
}
