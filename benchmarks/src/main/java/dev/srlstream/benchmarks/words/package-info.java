/** How well words and predicates of English text are found, and what that takes. */
@NullMarked
package dev.srlstream.benchmarks.words;

import org.jspecify.annotations.NullMarked;
