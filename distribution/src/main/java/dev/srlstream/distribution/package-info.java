/** What others run: the release archive, which the build assembles, and the image made of it. */
@NullMarked
package dev.srlstream.distribution;

import org.jspecify.annotations.NullMarked;
