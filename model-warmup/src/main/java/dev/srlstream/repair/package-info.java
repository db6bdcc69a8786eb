/** The repaired checkpoint: a clean archive, written from a checkpoint that needed mending. */
@NullMarked
package dev.srlstream.repair;

import org.jspecify.annotations.NullMarked;
