package dev.srlstream.log.registry;

import static org.slf4j.event.Level.WARN;

import dev.srlstream.log.Field;
import dev.srlstream.log.LogEvent;
import dev.srlstream.log.Logged;

/** What the client of the schema registry logs. */
public sealed interface RegistryEvents extends LogEvent {
    @Logged(
            level = WARN,
            when =
                    "An address of the schema registry, or the token endpoint for it, did not answer a request, or answered with an error that may pass.",
            action =
                    "Nothing when it is rare: the next address, or the same one, is asked after a pause. Otherwise look after the registry and the network.")
    record RegistryAttemptFailed(
            @Field("address that was asked, without user and password")
            String address,

            @Field("method and path") String request,
            @Field("number of the attempt, from 1") int attempt,
            @Field("most attempts for the request") int attempts,
            @Field("what happened") String reason)
            implements RegistryEvents {}
}
