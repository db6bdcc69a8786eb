/** The events that the demo logs. */
@NullMarked
package dev.srlstream.log.demo;

import org.jspecify.annotations.NullMarked;
