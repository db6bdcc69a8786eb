/** Hostile checkpoints as a person meets them: given to the command line in a process of its own. */
@NullMarked
package dev.srlstream.hostile;

import org.jspecify.annotations.NullMarked;
