package dev.srlstream.serde;

import dev.srlstream.registry.FakeRegistry.Dialect;
import java.io.IOException;

class RoundTripOnApicurioTest extends RoundTripScenarios {
    RoundTripOnApicurioTest() throws IOException {
        super(Dialect.APICURIO);
    }
}
