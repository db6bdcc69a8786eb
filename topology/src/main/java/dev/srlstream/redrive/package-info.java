/** Rejected records on their way back to the sentences topic, each once. */
@NullMarked
package dev.srlstream.redrive;

import org.jspecify.annotations.NullMarked;
