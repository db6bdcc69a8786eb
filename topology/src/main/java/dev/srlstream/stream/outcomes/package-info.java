/** What the stream tells of its sentences while it runs. */
@NullMarked
package dev.srlstream.stream.outcomes;

import org.jspecify.annotations.NullMarked;
