package dev.srlstream.registry;

import org.apache.avro.Schema;

/**
 * A version of a subject.
 *
 * @param id the registry's identifier of the schema, which stands in front of every record
 * @param version its number within the subject, from 1
 */
public record RegisteredSchema(int id, int version, Schema schema) {}
