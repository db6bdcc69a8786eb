/** What a checkpoint costs before the first sentence. */
@NullMarked
package dev.srlstream.benchmarks.checkpoint;

import org.jspecify.annotations.NullMarked;
