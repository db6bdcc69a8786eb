/** The topology: sentences in, frames or rejections out, exactly once. */
@NullMarked
package dev.srlstream.stream;

import org.jspecify.annotations.NullMarked;
