package dev.srlstream.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReleasedContractsTest {
    static List<Schema> contracts() {
        return Contracts.current();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void readsAndIsReadByEveryReleasedVersion(Schema current) {
        // Given
        List<Schema> released = Contracts.released(current.getName());

        // When
        List<String> violations = FullTransitive.violations(current, released);

        // Then
        assertThat(released).isNotEmpty();
        assertThat(violations).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void isReleasedWithEveryField(Schema current) {
        // When
        List<Schema> released = Contracts.released(current.getName());

        // Then
        assertThat(withoutJavaStrings(current))
                .as("a changed contract is released as the next version under history/" + current.getName())
                .isEqualTo(released.get(released.size() - 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a renamed field | \"name\":\"text\" | \"name\":\"sentence\"",
                "a removed default | \"default\":\"en\" | \"order\":\"ascending\"",
                "a changed type | \"name\":\"id\",\"type\":\"string\" | \"name\":\"id\",\"type\":\"long\"",
                "a removed field without default | {\"name\":\"id\",\"type\":\"string\"}, | ``",
                "a changed default | \"default\":\"en\" | \"default\":\"de\"",
                "a renamed record | \"name\":\"SentenceEvent\" | \"name\":\"Sentence\"",
                "another namespace | \"namespace\":\"dev.srlstream.event\" | \"namespace\":\"com.example\"",
            })
    void refusesWhatWouldBreakPublishersOrConsumers(String change, String from, String to) {
        // Given
        List<Schema> released = Contracts.released("SentenceEvent");
        String text = withoutDocs(released.get(0));
        Schema broken = new Schema.Parser().parse(text.replace(from, to));

        // When
        List<String> violations = FullTransitive.violations(broken, released);

        // Then
        assertThat(text).as(change).contains(from);
        assertThat(violations).as(change).isNotEmpty();
    }

    @Test
    void allowsAFieldWithADefault() {
        // Given
        List<Schema> released = Contracts.released("SentenceEvent");
        Schema extended = new Schema.Parser()
                .parse(withoutDocs(released.get(0))
                        .replace(
                                "\"fields\":[",
                                "\"fields\":[{\"name\":\"source\",\"type\":\"string\",\"default\":\"\"},"));

        // When
        List<String> violations = FullTransitive.violations(extended, released);

        // Then
        assertThat(violations).isEmpty();
    }

    private static Schema withoutJavaStrings(Schema schema) {
        return new Schema.Parser().parse(schema.toString().replace(",\"avro.java.string\":\"String\"", ""));
    }

    private static String withoutDocs(Schema schema) {
        return schema.toString().replaceAll(",\"doc\":\"(?:[^\"\\\\]|\\\\.)*\"", "");
    }
}
