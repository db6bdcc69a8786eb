package dev.srlstream.registry;

import dev.srlstream.registry.FakeRegistry.Dialect;
import java.io.IOException;

class SchemaRegistryClientOnApicurioTest extends SchemaRegistryClientScenarios {
    SchemaRegistryClientOnApicurioTest() throws IOException {
        super(Dialect.APICURIO);
    }
}
