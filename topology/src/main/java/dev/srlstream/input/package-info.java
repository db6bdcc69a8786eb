/** Lines of text, JSON or sentences that people give to commands. */
@NullMarked
package dev.srlstream.input;

import org.jspecify.annotations.NullMarked;
