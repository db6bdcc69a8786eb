/** Tests of the wire format, good bytes and bad ones. */
@NullMarked
package dev.srlstream.serde;

import org.jspecify.annotations.NullMarked;
