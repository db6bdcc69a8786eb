/** The weights of a checkpoint: torch and safetensors containers, read without executing anything in them. */
@NullMarked
package dev.srlstream.weights;

import org.jspecify.annotations.NullMarked;
