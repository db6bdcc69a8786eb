/** The command line: commands and their wiring, nothing else. */
@NullMarked
package dev.srlstream.cli;

import org.jspecify.annotations.NullMarked;
