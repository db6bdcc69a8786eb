/** Kafka Streams' consumers and producers, with what the tasks and clients of one instance share. */
@NullMarked
package dev.srlstream.stream.clients;

import org.jspecify.annotations.NullMarked;
