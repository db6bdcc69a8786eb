/** Pickles, read without running anything in them, and written. */
@NullMarked
package dev.srlstream.pickle;

import org.jspecify.annotations.NullMarked;
