/** The sentences of a run, and the thread that publishes them. */
@NullMarked
package dev.srlstream.reliability.load;

import org.jspecify.annotations.NullMarked;
