/** Measures what lies between the topics: the topology beside its engine alone and beside plain clients around the same engine. */
@NullMarked
package dev.srlstream.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
