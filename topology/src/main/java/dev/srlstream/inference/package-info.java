/** One engine per process: rows in batches of tokens, results as futures. */
@NullMarked
package dev.srlstream.inference;

import org.jspecify.annotations.NullMarked;
