/** Mutated checkpoints against the readers: what each target reads, what counts as a finding, and the runs. */
@NullMarked
package dev.srlstream.fuzz;

import org.jspecify.annotations.NullMarked;
