package dev.srlstream.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.topics.SchemaPatience;
import java.time.Duration;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class SchemaPatienceTest {
    private int asked;

    @Test
    void asksAgainUntilTheRegistryHasTheSchema() {
        String schema = new SchemaPatience(Duration.ofMinutes(5)).ask(() -> answer(3, "error code: 40403"));

        assertThat(schema).isEqualTo("schema");
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void believesARegistryAtOnceAfterAWaitInVain() {
        SchemaPatience patience = new SchemaPatience(Duration.ofMillis(150));
        assertThatThrownBy(() -> patience.ask(() -> answer(100, "error code: 40403")))
                .isInstanceOf(SerializationException.class);
        assertThat(asked).isEqualTo(3);

        assertThatThrownBy(() -> patience.ask(() -> answer(100, "error code: 40403")))
                .isInstanceOf(SerializationException.class);

        assertThat(asked).isEqualTo(4);
    }

    @Test
    void doesNotAskAgainForWhatIsNoMissingSchema() {
        for (String other : new String[] {"error code: 40901", "error code: 50003", "error code: 404"}) {
            asked = 0;

            assertThatThrownBy(() -> new SchemaPatience(Duration.ofMinutes(5)).ask(() -> answer(100, other)))
                    .isInstanceOf(SerializationException.class);

            assertThat(asked).isEqualTo(1);
        }
    }

    private String answer(int from, String otherwise) {
        if (++asked >= from) {
            return "schema";
        }
        throw new SerializationException("No schema", new RestClientException(otherwise));
    }

    /** Named and worded as that of Confluent's client. */
    private static final class RestClientException extends Exception {
        private static final long serialVersionUID = 1L;

        RestClientException(String message) {
            super(message);
        }
    }
}
