package dev.srlstream.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MembersTest {
    @Test
    void tellsOthersByTheirModels() {
        // When
        Members members = Members.of(
                List.of(
                        "a-model-00000002-StreamThread-1-consumer",
                        "a-model-00000002-StreamThread-2-consumer",
                        "b-model-00000001-StreamThread-1-consumer",
                        "c-model-00000003-StreamThread-1-consumer",
                        "older"),
                "00000003");
        // Then
        assertThat(members.othersInWords()).contains("1 member with model 00000001, 2 members with model 00000002");
        assertThat(members.untold()).isEqualTo(1);
    }
}
