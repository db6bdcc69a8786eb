/** The repaired checkpoint: a clean archive, written from a checkpoint that needed repairing. */
@NullMarked
package dev.srlstream.repair;

import org.jspecify.annotations.NullMarked;
