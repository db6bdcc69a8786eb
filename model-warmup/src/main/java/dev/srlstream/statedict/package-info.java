/** Tensors by name, as views over the bytes of a checkpoint. */
@NullMarked
package dev.srlstream.statedict;

import org.jspecify.annotations.NullMarked;
