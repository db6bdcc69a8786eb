/** Measures what a machine does with checkpoints, models and sentences; every figure that is published comes from here. */
@NullMarked
package dev.srlstream.benchmarks;

import org.jspecify.annotations.NullMarked;
