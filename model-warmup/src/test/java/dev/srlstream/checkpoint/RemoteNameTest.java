package dev.srlstream.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        https://example.org/a/model.tar.gz        | download the file and name it with
        S3://bucket/model.tar.gz                  | download the file
        hf://owner/name                           | download the file
        file:///data/model.tar.gz                 | name the path alone, /data/model.tar.gz, with
        bert-base-uncased                         | the published BERT of this name was not trained to label
        google-bert/bert-large-cased              | the published BERT of this name
        structured-prediction-srl-bert            | download the archive of AllenNLP's model
        structured-prediction-srl-bert.2020.12.15 | download the archive of AllenNLP's model
        owner/some-srl.model                      | if a model on a hub has this name
        """)
    void saysWhatToDoAboutANameThatIsNoPath(String name, String cure) {
        assertThat(RemoteName.cure(Path.of(name))).get().asString().contains(cure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no/such/model.tar.gz", "model.tar.gz", "src/model", "a/b/c", "./owner/name", ""})
    void hasNothingToSayAboutPaths(String path) {
        assertThat(RemoteName.cure(Path.of(path))).isEmpty();
    }

    @Test
    void writesAnAddressAsItWasGiven() {
        assertThat(RemoteName.written(Path.of("https://example.org/a"))).isEqualTo("https://example.org/a");
        assertThat(RemoteName.written(Path.of("/data/a"))).isEqualTo("/data/a");
    }
}
