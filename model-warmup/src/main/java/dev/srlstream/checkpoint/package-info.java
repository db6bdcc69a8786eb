/** Containers and files of a checkpoint, read without executing anything. */
@NullMarked
package dev.srlstream.checkpoint;

import org.jspecify.annotations.NullMarked;
