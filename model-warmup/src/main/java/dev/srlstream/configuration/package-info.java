/** Configurations and texts of checkpoints as people write them: JSON and its dialects, BERT's dimensions, labels, special tokens. */
@NullMarked
package dev.srlstream.configuration;

import org.jspecify.annotations.NullMarked;
