/** Reads everything that a run writes, and says what is wrong with it. */
@NullMarked
package dev.srlstream.reliability.oracle;

import org.jspecify.annotations.NullMarked;
