package dev.srlstream.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the reference implementation said of a few sentences: files of the folder {@code goldens}.
 *
 * @param sentences lines for {@code srl label}
 * @param tags for each sentence those of its first predicate
 */
record Reference(List<String> sentences, List<JsonNode> tags) {
    private static final Path FOLDER = Path.of("..", "goldens");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Reference read() throws IOException {
        Reference reference = new Reference(new ArrayList<>(), new ArrayList<>());
        for (String line : Files.readAllLines(FOLDER.resolve("flat.jsonl"))) {
            JsonNode golden = JSON.readTree(line);
            if (!golden.hasNonNull("error") && !golden.get("instances").isEmpty()) {
                ObjectNode sentence =
                        JSON.createObjectNode().put("id", golden.get("id").asText());
                sentence.set("tokens", golden.get("words"));
                sentence.set("predicates", golden.get("predicates"));
                reference.sentences.add(sentence.toString());
                reference.tags.add(golden.at("/instances/0/tags"));
            }
        }
        return reference;
    }

    /** The checkpoint that it used. */
    static Path checkpoint() {
        return FOLDER.resolve("flat.tar.gz").toAbsolutePath().normalize();
    }

    String stdin() {
        return String.join("\n", sentences) + "\n";
    }

    /** @param frames lines that {@code srl label} printed for the sentences */
    void assertSame(String frames) throws JsonProcessingException {
        List<JsonNode> labelled = new ArrayList<>();
        for (String line : frames.lines().toList()) {
            labelled.add(JSON.readTree(line).at("/verbs/0/tags"));
        }
        assertThat(labelled).hasSizeGreaterThan(10).isEqualTo(tags);
    }
}
