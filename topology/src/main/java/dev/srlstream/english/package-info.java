/** English text: its sentences, their words, and the words that are predicates. */
@NullMarked
package dev.srlstream.english;

import org.jspecify.annotations.NullMarked;
