/** How the log is written: as text for people or as JSON for programs. */
@NullMarked
package dev.srlstream.log.output;

import org.jspecify.annotations.NullMarked;
