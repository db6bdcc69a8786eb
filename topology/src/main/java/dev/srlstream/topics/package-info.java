/** Topics as commands read and write them. */
@NullMarked
package dev.srlstream.topics;

import org.jspecify.annotations.NullMarked;
