package dev.srlstream.registry;

import dev.srlstream.registry.FakeRegistry.Dialect;
import java.io.IOException;

class SchemaRegistryClientOnConfluentTest extends SchemaRegistryClientScenarios {
    SchemaRegistryClientOnConfluentTest() throws IOException {
        super(Dialect.CONFLUENT);
    }
}
