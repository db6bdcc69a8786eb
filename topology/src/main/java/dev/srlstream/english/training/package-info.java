/** Learning the parts of speech of English words from treebanks. */
@NullMarked
package dev.srlstream.english.training;

import org.jspecify.annotations.NullMarked;
