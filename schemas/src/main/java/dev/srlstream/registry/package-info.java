/** The client of a schema registry that speaks the Confluent REST API. */
@NullMarked
package dev.srlstream.registry;

import org.jspecify.annotations.NullMarked;
