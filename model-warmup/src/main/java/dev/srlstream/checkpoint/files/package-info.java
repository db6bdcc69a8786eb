/** The files of a checkpoint once it is clear which they are, with what is remarkable about them. */
@NullMarked
package dev.srlstream.checkpoint.files;

import org.jspecify.annotations.NullMarked;
