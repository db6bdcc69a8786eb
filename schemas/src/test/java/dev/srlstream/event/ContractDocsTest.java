package dev.srlstream.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractDocsTest {
    static List<Schema> contracts() {
        return Contracts.current();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void documentsEveryRecordEnumAndField(Schema contract) {
        // When
        List<String> undocumented = undocumented(contract);

        // Then
        assertThat(undocumented).isEmpty();
    }

    @Test
    void findsWhatIsNotDocumented() {
        // Given
        String enumText = "{'type':'enum','name':'E','symbols':['A']}";
        String text =
                "{'type':'record','name':'R','doc':' ','fields':[{'name':'f','type':['null',{'type':'map','values':"
                        + "{'type':'array','items':" + enumText + "}}]}]}";

        // When
        List<String> undocumented = undocumented(new Schema.Parser().parse(text.replace('\'', '"')));

        // Then
        assertThat(undocumented).containsExactly("R", "R.f", "E");
    }

    private static List<String> undocumented(Schema schema) {
        List<String> places = new ArrayList<>();
        collect(schema, places, new HashSet<>());
        return places;
    }

    private static void collect(Schema schema, List<String> places, Set<String> seen) {
        switch (schema.getType()) {
            case ARRAY -> collect(schema.getElementType(), places, seen);
            case MAP -> collect(schema.getValueType(), places, seen);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, places, seen));
            case ENUM, FIXED -> require(schema.getDoc(), schema.getFullName(), places);
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    require(schema.getDoc(), schema.getFullName(), places);
                    for (Schema.Field field : schema.getFields()) {
                        require(field.doc(), schema.getFullName() + "." + field.name(), places);
                        collect(field.schema(), places, seen);
                    }
                }
            }
            default -> {}
        }
    }

    private static void require(@Nullable String doc, String place, List<String> places) {
        if (doc == null || doc.isBlank()) {
            places.add(place);
        }
    }
}
