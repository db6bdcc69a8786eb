/** What a sentence costs outside the model, part by part. */
@NullMarked
package dev.srlstream.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
