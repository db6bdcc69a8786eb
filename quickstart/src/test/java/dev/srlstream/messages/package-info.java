/** The page of all messages that people may see, read from the sources. */
@NullMarked
package dev.srlstream.messages;

import org.jspecify.annotations.NullMarked;
