/** The checkpoint around the weights: archive or directory, configuration, labels and vocabularies. */
@NullMarked
package dev.srlstream.checkpoint;

import org.jspecify.annotations.NullMarked;
