/** Parts of speech of English words. */
@NullMarked
package dev.srlstream.english.tagger;

import org.jspecify.annotations.NullMarked;
