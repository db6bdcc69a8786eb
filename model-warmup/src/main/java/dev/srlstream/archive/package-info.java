/** Tar archives and gzip streams that are not trusted, read within bounds. */
@NullMarked
package dev.srlstream.archive;

import org.jspecify.annotations.NullMarked;
