package dev.srlstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.srlstream.golden.Golden;
import org.junit.jupiter.api.Test;

class AuditCommandTest {
    private static final String LACKING =
            Golden.path("without-position-ids.tar.gz").toString();

    @Test
    void saysThatPositionIdsWereMissingAndNothingElseWasTouched() {
        // When
        Run run = Run.of("audit", "--model", LACKING);
        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().get(0)).isEqualTo("Checkpoint without-position-ids.tar.gz: REPAIRED");
        assertThat(run.out())
                .contains("bert_model.embeddings.position_ids was missing and has been regenerated")
                .contains("nothing else was touched")
                .contains("Missing key(s) in state_dict: \"bert_model.embeddings.position_ids\"");
    }

    @Test
    void rejectsTheSameCheckpointUnderTheStrictPolicy() {
        // When
        Run run = Run.of("audit", "--model", LACKING, "--policy", "strict");
        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.lines().get(0)).endsWith("REJECTED");
    }

    @Test
    void labelsNothingWithARejectedCheckpoint() {
        // When
        Run run = Run.of("label", "--model", LACKING, "--policy", "strict");
        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("position_ids").contains("srl audit");
    }

    @Test
    void givesTheAuditAsAvroJson() throws Exception {
        // When
        Run run = Run.of("audit", "--model", LACKING, "--json");
        // Then
        JsonNode audit = new ObjectMapper().readTree(run.out());
        assertThat(run.lines()).hasSize(1);
        assertThat(audit.path("outcome").asText()).isEqualTo("REPAIRED");
        assertThat(audit.path("findings")
                        .path(0)
                        .path("expectedShape")
                        .path("array")
                        .path(1)
                        .asInt())
                .isEqualTo(512);
    }
}
