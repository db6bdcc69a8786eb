/** From label probabilities to tags, descriptions and frames, as the reference does it. */
@NullMarked
package dev.srlstream.decode;

import org.jspecify.annotations.NullMarked;
