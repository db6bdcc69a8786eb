package dev.srlstream.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.event.SentenceEvent;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentSentencesTest {
    @Test
    void splitsEachLineAndSaysWhereItsSentencesStand() throws Exception {
        // Given
        String document = "A heading\n\nShe left 😀 early. He stayed.\n";
        SentenceSource sentences = sentences("{'id':'doc','text':'A heading\\n\\nShe left 😀 early. He stayed.\\n',"
                + "'attributes':{'lang':'x'},'key':'k'}\nThe chef cooked. The waiter slept.\n");
        // When
        List<SentenceLine> lines = new ArrayList<>();
        for (SentenceLine line = sentences.next(); line != null; line = sentences.next()) {
            lines.add(line);
        }
        // Then
        assertThat(lines)
                .extracting(line -> line.event().getId() + "|" + line.event().getText())
                .containsExactly(
                        "doc#1|A heading",
                        "doc#2|She left 😀 early.",
                        "doc#3|He stayed.",
                        "2#1|The chef cooked.",
                        "2#2|The waiter slept.");
        assertThat(lines.get(2).json().path("key").asText()).isEqualTo("k");
        Map<String, String> attributes = lines.get(2).event().getAttributes();
        assertThat(attributes)
                .containsOnly(
                        Map.entry("lang", "x"),
                        Map.entry("document.id", "doc"),
                        Map.entry("document.begin", "30"),
                        Map.entry("document.end", "40"),
                        Map.entry("document.beginCodePoint", "29"),
                        Map.entry("document.endCodePoint", "39"));
        for (SentenceLine line : lines.subList(0, 3)) {
            SentenceEvent event = line.event();
            assertThat(document.substring(
                            Integer.parseInt(event.getAttributes().get("document.begin")),
                            Integer.parseInt(event.getAttributes().get("document.end"))))
                    .isEqualTo(event.getText());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'tokens':['a'],'text':'a'}    | tokens or predicates, which are those of one sentence",
                "{'text':'Er ging.','language':'de'} | sentences are found in English text only",
                "{'text':' \\n '}               | no sentence, only white space",
                "{'text':5}                     | text is a number",
            })
    void leavesOutWhatCannotBeSplitAndGoesOn(String line, String reason) throws Exception {
        SentenceSource sentences = sentences(line + "\nHe stayed.\n");

        assertThatThrownBy(sentences::next)
                .isInstanceOf(MalformedLineException.class)
                .hasMessageContaining(reason);
        assertThat(sentences.number()).isEqualTo(1);
        assertThat(sentences.next())
                .isNotNull()
                .extracting(next -> next.id().text())
                .isEqualTo("2#1");
    }

    private static SentenceSource sentences(String lines) {
        byte[] bytes = lines.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return new DocumentSentences(new SentenceLines(new ByteArrayInputStream(bytes), LineFormat.ANY));
    }
}
