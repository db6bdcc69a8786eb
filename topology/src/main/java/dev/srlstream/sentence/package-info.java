/** Accepted sentences: validation, tokens and predicates. */
@NullMarked
package dev.srlstream.sentence;

import org.jspecify.annotations.NullMarked;
