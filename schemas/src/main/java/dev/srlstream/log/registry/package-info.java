/** The events that the client of the schema registry logs. */
@NullMarked
package dev.srlstream.log.registry;

import org.jspecify.annotations.NullMarked;
