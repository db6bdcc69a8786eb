/** Two checkpoints as they are served: what differs between them, by how much, and whether tags can change. */
@NullMarked
package dev.srlstream.compare;

import org.jspecify.annotations.NullMarked;
