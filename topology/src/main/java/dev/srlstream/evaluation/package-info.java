/** What frames are worth, held against those of people: the span scores of CoNLL-2005. */
@NullMarked
package dev.srlstream.evaluation;

import org.jspecify.annotations.NullMarked;
