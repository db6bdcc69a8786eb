/** A model on a device: wordpiece rows in, label probabilities out. */
@NullMarked
package dev.srlstream.model;

import org.jspecify.annotations.NullMarked;
