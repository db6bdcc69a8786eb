package dev.srlstream.input;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordFieldsTest {
    private static final RecordFields PLAIN = new RecordFields("id", List.of(), null, null);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{'text':'a'}                                  | id    | 1",
                "{'text':'a','id':'x'}                         | id    | x",
                "{'text':'a','id':1.0}                         | id    | 1.0",
                "{'text':'a','id':''}                          | id    | -",
                "{'text':'a','id':'x'}                         | none  | -",
                "{'text':'a','key':'k'}                        | none  | k",
                "{'text':'a','key':'k'}                        | id    | k",
                "{'text':'a','key':null}                       | id    | -",
                "{'text':'a','key':''}                         | id    | ''",
                "{'text':'a','key':12}                         | id    | 12",
                "{'text':'a','key':{'base64':'w6k='}}          | id    | é",
                "{'text':'a','user':'u'}                       | user  | u",
                "{'text':'a','user':7}                         | user  | 7",
                "{'text':'a','attributes':{'user':'u'}}        | user  | u",
                "{'text':'a','user':'m','attributes':{'user':'u'}} | user | m",
                "{'text':'a','user':null,'attributes':{'user':'u'}} | user | u",
                "{'text':'a'}                                  | text  | a",
            })
    void findsTheKey(String json, String field, @Nullable String key) throws Exception {
        byte[] found = new RecordFields(field, List.of(), null, null)
                .record(line(json))
                .key();

        assertThat(found).isEqualTo(key == null ? null : key.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "1796040000000                   | 1796040000000",
                "0                               | 0",
                "'1796040000000'                 | 1796040000000",
                "'2026-11-30T12:00:00Z'          | 1796040000000",
                "'2026-11-30T13:00:00.250+01:00' | 1796040000250",
                "'2026-11-30T12:00'              | 1796040000000",
                "'2026-11-30'                    | 1795996800000",
            })
    void readsTimestamps(String json, long expected) throws Exception {
        String quoted = json.replace('\'', '"');

        assertThat(PLAIN.record(line("{'text':'a','timestamp':" + quoted + "}")).timestamp())
                .isEqualTo(expected);
    }

    @Test
    void letsTheLineWinOverWhatHoldsForAll() throws Exception {
        // Given
        List<Header> headers = List.of(header("source", "crawler"), header("run", "7"));
        RecordFields fields = new RecordFields("id", headers, 5L, 3);
        // When
        SentenceRecord plain = fields.record(line("{'text':'a','headers':null}"));
        SentenceRecord own = fields.record(line("{'text':'a','timestamp':6,'partition':0,'headers':"
                + "{'run':'8','empty':'','none':null,'bytes':{'base64':'/w=='},'twice':['a',null]}}"));
        // Then
        assertThat(plain.timestamp()).isEqualTo(5);
        assertThat(plain.partition()).isEqualTo(3);
        assertThat(text(plain.headers())).isEqualTo("source=crawler run=7");
        assertThat(own.timestamp()).isEqualTo(6);
        assertThat(own.partition()).isZero();
        assertThat(text(own.headers()))
                .isEqualTo("source=crawler run=8 empty= none=null bytes=\u00ff twice=a twice=null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'key':1.5                        | key is a number; write a string, a whole number, null",
                "'key':{'base64':1}               | key is an object; write a string",
                "'key':{'base64':'?'}             | key has in base64 what is none.",
                "'key':'\\ud800'                  | key has half a character",
                "'keyField':1                     | There is no user to be the key",
                "'user':[1]                       | user is an array; write a string",
                "'user':'u','headers':['a']       | headers is an array, not an object of strings",
                "'user':'u','headers':{'a':1.5}   | The header a is a number; write a string",
                "'user':'u','headers':{'a':{'b':1}} | The header a is an object; write a string",
                "'user':'u','headers':{'':'b'}    | headers has one without a name",
                "'user':'u','header':{'a':'b'}    | header means nothing here; did you mean headers?",
                "'user':'u','timestmap':'b'       | timestmap means nothing here; did you mean timestamp?",
                "'user':'u','Key':'b'             | Key means nothing here; did you mean key?",
                "'user':'u','timestamp':'noon'    | timestamp is no time; write milliseconds",
                "'user':'u','timestamp':'30.11.2026' | timestamp is no time",
                "'user':'u','timestamp':1.5       | timestamp is no whole number",
                "'user':'u','timestamp':1e40      | timestamp is no whole number",
                "'user':'u','timestamp':true      | timestamp is true; write milliseconds",
                "'user':'u','timestamp':-1        | timestamp is before 1970",
                "'user':'u','timestamp':'1969-12-31' | timestamp is before 1970",
                "'user':'u','timestamp':1796040000 | timestamp is in seconds, as it has ten digits",
                "'user':'u','partition':-1        | partition is no whole number from 0 on",
                "'user':'u','partition':'0'       | partition is a string, no whole number",
                "'user':'u','partition':99999999999 | partition is no whole number",
            })
    void saysWhatIsWrongWithAMember(String members, String reason) throws Exception {
        SentenceLine line = line("{'text':'a'," + members + "}");

        assertThatThrownBy(() -> new RecordFields("user", List.of(), null, null).record(line))
                .isInstanceOf(MalformedLineException.class)
                .hasMessageContaining(reason);
    }

    private static SentenceLine line(String json) throws Exception {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return requireNonNull(new SentenceLines(new ByteArrayInputStream(bytes), LineFormat.JSON).next());
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(List<Header> headers) {
        return headers.stream()
                .map(header -> header.key() + "="
                        + (header.value() == null ? null : new String(header.value(), StandardCharsets.ISO_8859_1)))
                .collect(Collectors.joining(" "));
    }
}
