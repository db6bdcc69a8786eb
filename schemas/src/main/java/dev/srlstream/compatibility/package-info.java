/** Why records of one Avro schema cannot be read with another, in words. */
@NullMarked
package dev.srlstream.compatibility;

import org.jspecify.annotations.NullMarked;
