/** Readers of sentences whose roles people have labelled: the columns of CoNLL-2012 and CoNLL-2005, and lines of JSON. */
@NullMarked
package dev.srlstream.conll;

import org.jspecify.annotations.NullMarked;
