package dev.srlstream.serde;

import dev.srlstream.registry.FakeRegistry.Dialect;
import java.io.IOException;

class RoundTripOnConfluentTest extends RoundTripScenarios {
    RoundTripOnConfluentTest() throws IOException {
        super(Dialect.CONFLUENT);
    }
}
