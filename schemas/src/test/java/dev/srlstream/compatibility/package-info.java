/** Tests of the words for what keeps records from being read. */
@NullMarked
package dev.srlstream.compatibility;

import org.jspecify.annotations.NullMarked;
