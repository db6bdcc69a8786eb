package dev.srlstream.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaMismatchTest {
    /** The fields of a record for the reader and for the writer, in JSON with apostrophes, and the reason. */
    private static final String CASES = """
        a:'string', b:{'type':'map','values':'string'} | b:'string', a:'string' | field b is a string where a map of strings is expected
        a:'int' | a:'double' | field a is a double where an int is expected
        a:'boolean' | a:'bytes' | field a is bytes where a boolean is expected
        a:'string' | a:['null','string'] | field a is a string or null where a string is expected
        a:['null','string'] | a:'int' | field a is an int where a string or null is expected
        a:['null','string'] | a:['null','int','string'] | field a is an int or a string or null where a string or null is expected
        a:['null',{'type':'array','items':'string'}] | a:['null',{'type':'array','items':'int'}] | field a is an array of ints where an array of strings is expected
        a:{'type':'array','items':['null','long']} | a:{'type':'array','items':'float'} | field a is an array of floats where an array of longs or nulls is expected
        a:{'type':'map','values':{'type':'array','items':'int'}} | a:{'type':'map','values':{'type':'array','items':'string'}} | field a is a map of arrays of strings where a map of arrays of ints is expected
        a:'int', b:'string' | b:'string' | field a is missing and has no default
        a:{'type':'array','items':{'type':'record','name':'S','fields':[{'name':'x','type':'int'}]}} | a:{'type':'array','items':{'type':'record','name':'S','fields':[{'name':'x','type':'string'}]}} | field a.x is a string where an int is expected
        a:['null',{'type':'record','name':'S','fields':[{'name':'x','type':'int'}]}] | a:['null',{'type':'record','name':'S','fields':[{'name':'x','type':'string'}]}] | field a.x is a string where an int is expected
        a:['null',{'type':'record','name':'S','fields':[{'name':'x','type':'int'}]}] | a:['null',{'type':'record','name':'T','fields':[{'name':'x','type':'int'}]}] | field a is a record T or null where a record S or null is expected
        a:{'type':'enum','name':'E','symbols':['A']} | a:{'type':'enum','name':'E','symbols':['A','B','C']} | field a can be B, C, which the expected enum E does not have
        a:['null',{'type':'enum','name':'E','symbols':['A']}] | a:['null',{'type':'enum','name':'E','symbols':['A','B']}] | field a can be B, which the expected enum E does not have
        a:{'type':'fixed','name':'F','size':4} | a:{'type':'fixed','name':'F','size':8} | field a is a fixed F of 8 bytes where a fixed F of 4 bytes is expected
        a:{'type':'record','name':'n.S','fields':[]} | a:{'type':'record','name':'n.T','fields':[]} | field a is a record n.T where a record n.S is expected
        a:'int', b:'int', c:'int', d:'int' | a:'string', b:'string', c:'string', d:'string' | field a is a string where an int is expected; field b is a string where an int is expected; field c is a string where an int is expected; and more
        v:'int', a:['null','R'] | v:'string', a:['null','R'] | field v is a string where an int is expected
        a:'long' | a:'int' | -
        """;

    @Test
    void namesTheFieldAndBothTypes() {
        Set<SchemaIncompatibilityType> kinds = new HashSet<>();
        for (String line : CASES.lines().toList()) {
            // Given
            String[] columns = line.split(" \\| ", -1);
            Schema reader = record(columns[0]);
            Schema writer = record(columns[1]);

            // When
            Optional<String> reason = SchemaMismatch.between(reader, writer);

            // Then
            assertThat(reason.orElse("-")).as(line).isEqualTo(columns[2].strip());
            SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                    .getResult()
                    .getIncompatibilities()
                    .forEach(incompatibility -> kinds.add(incompatibility.getType()));
        }
        assertThat(kinds).containsExactlyInAnyOrder(SchemaIncompatibilityType.values());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'record','name':'R','fields':[]} | 'string' | it is a string where a record R is expected",
                "{'type':'record','name':'R','fields':[]} | {'type':'record','name':'Q','fields':[]} | it is a record Q where a record R is expected",
                "'int' | ['int','null'] | it is an int or null where an int is expected",
            })
    void speaksOfTheWholeWhereThereIsNoField(String reader, String writer, String reason) {
        assertThat(SchemaMismatch.between(parse(reader), parse(writer))).contains(reason);
    }

    @Test
    void saysWhichReadsWhichNot() {
        // Given
        Schema older = record("a:'string', b:'int'");
        Schema newer = record("a:'string', c:'int'");

        // When
        Optional<String> clauses = SchemaMismatch.eitherWay(newer, older, "version 4");

        // Then
        assertThat(clauses)
                .contains("it cannot read records of version 4 (field c is missing and has no default),"
                        + " and version 4 cannot read its records (field b is missing and has no default)");
    }

    @Test
    void staysShortWhateverTheSchema() {
        // Given types that contain each other, and names without end
        String name = "n".repeat(5_000);
        String fields = IntStream.range(0, 200)
                .mapToObj(i -> "{'name':'f" + i + "','type':['null','A','B','TYPE']}")
                .collect(Collectors.joining(","));
        String text = "{'type':'record','name':'A','fields':[{'name':'b','type':['null',{'type':'record','name':'B',"
                + "'fields':[{'name':'a','type':['null','A']},{'name':'" + name + "','type':'TYPE'}]}]}," + fields
                + ",{'name':'" + name + "','type':'TYPE'}]}";

        // When
        Optional<String> reason =
                SchemaMismatch.between(parse(text.replace("TYPE", "int")), parse(text.replace("TYPE", "string")));

        // Then
        assertThat(reason).hasValueSatisfying(words -> assertThat(words).hasSizeLessThan(2_000));
    }

    private static Schema record(String fields) {
        List<String> all = List.of(fields.split(", (?=[a-z]:)", -1));
        return parse("{'type':'record','name':'R','fields':["
                + all.stream()
                        .map(field -> "{'name':'" + field.charAt(0) + "','type':" + field.substring(2) + "}")
                        .collect(Collectors.joining(","))
                + "]}");
    }

    private static Schema parse(String text) {
        return new Schema.Parser().parse(text.replace('\'', '"'));
    }
}
