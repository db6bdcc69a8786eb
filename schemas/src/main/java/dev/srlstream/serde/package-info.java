/** Avro on the wire in Confluent's format, under Confluent's property names. */
@NullMarked
package dev.srlstream.serde;

import org.jspecify.annotations.NullMarked;
