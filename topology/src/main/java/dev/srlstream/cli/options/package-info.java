/** Options that several commands share. */
@NullMarked
package dev.srlstream.cli.options;

import org.jspecify.annotations.NullMarked;
