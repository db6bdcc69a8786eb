/** Mistakes put into the service on purpose: a proof that notices none of them proves nothing. */
@NullMarked
package dev.srlstream.reliability.mutation;

import org.jspecify.annotations.NullMarked;
