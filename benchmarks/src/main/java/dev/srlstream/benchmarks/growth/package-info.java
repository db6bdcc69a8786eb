/** Simulates instances, partitions and brokers beyond the sizes that run on one machine, from measured costs. */
@NullMarked
package dev.srlstream.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
