/** From a checkpoint's path to a warm model and a report of how it went. */
@NullMarked
package dev.srlstream.warmup;

import org.jspecify.annotations.NullMarked;
