/** What shells need to complete the command line. */
@NullMarked
package dev.srlstream.cli.completion;

import org.jspecify.annotations.NullMarked;
