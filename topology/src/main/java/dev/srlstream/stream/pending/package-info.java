/** The sentences that have no outcome yet, their place in the changelogged store, and what their outcomes carry. */
@NullMarked
package dev.srlstream.stream.pending;

import org.jspecify.annotations.NullMarked;
