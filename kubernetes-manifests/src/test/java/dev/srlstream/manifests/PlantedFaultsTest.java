package dev.srlstream.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.manifests.rule.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules find what they are there to find: each fault of faults.yaml, put into a rendering without one. */
class PlantedFaultsTest {
    /**
     * @param fault what is wrong
     * @param to the rendering, prod-cpu where none is named
     * @param in kind of the object, and a regular expression of its name
     * @param at a JSON pointer: what stands there is replaced, or added to an object; {@code /-} appends to a list
     * @param put what is put there; null takes away what is there
     * @param complaint words of the complaint
     */
    record Fault(String fault, String to, String in, String at, JsonNode put, String complaint) {
        @Override
        public String toString() {
            return fault;
        }

        void plant(Rendering rendering) {
            String[] title = in.split("/", 2);
            Manifest manifest = rendering.all().stream()
                    .filter(candidate -> candidate.kind().equals(title[0])
                            && candidate.name().matches(title[1]))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("There is no " + in + "."));
            JsonPointer pointer = JsonPointer.compile(at);
            JsonNode parent = manifest.json().at(pointer.head());
            String last = pointer.last().getMatchingProperty();
            if (parent instanceof ObjectNode object) {
                if (put.isNull()) {
                    assertThat(object.remove(last)).as(at).isNotNull();
                } else {
                    assertThat(object.replace(last, put)).isNotEqualTo(put);
                }
            } else if (parent instanceof ArrayNode array) {
                if (last.equals("-")) {
                    array.add(put);
                } else if (put.isNull()) {
                    array.remove(Integer.parseInt(last));
                } else {
                    array.set(Integer.parseInt(last), put);
                }
            } else {
                throw new AssertionError(in + " has nothing at " + pointer.head());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isFound(Fault fault) throws Exception {
        Rendering rendering = Renderings.of(fault.to());

        fault.plant(rendering);

        assertThat(Rule.complaints(rendering))
                .anySatisfy(complaint -> assertThat(complaint).contains(fault.complaint()));
    }

    @Test
    void aKeyThatStandsTwiceIsFound() {
        assertThatThrownBy(() -> Rendering.parse("kind: Service\nspec:\n  ports: []\n  ports: []\n"))
                .hasRootCauseInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("Duplicate field 'ports'");
    }

    static List<Fault> faults() throws IOException {
        List<Fault> faults = new ArrayList<>();
        try (InputStream table = PlantedFaultsTest.class.getResourceAsStream("faults.yaml")) {
            for (JsonNode fault : Rendering.YAML.readTree(Objects.requireNonNull(table))) {
                faults.add(new Fault(
                        fault.path("fault").asText(),
                        fault.path("to").asText("prod-cpu"),
                        fault.path("in").asText(),
                        fault.path("at").asText(),
                        fault.required("put"),
                        fault.path("complaint").asText()));
            }
        }
        assertThat(faults).hasSizeGreaterThan(100);
        return faults;
    }
}
