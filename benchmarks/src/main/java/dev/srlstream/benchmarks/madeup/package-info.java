/** Checkpoints of made-up weights, where there is no trained one. */
@NullMarked
package dev.srlstream.benchmarks.madeup;

import org.jspecify.annotations.NullMarked;
