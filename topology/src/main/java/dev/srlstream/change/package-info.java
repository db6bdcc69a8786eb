/** Changing the model of an application: who may join the consumer group, and when. */
@NullMarked
package dev.srlstream.change;

import org.jspecify.annotations.NullMarked;
