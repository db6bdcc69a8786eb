/** The events that reading and warming a model logs. */
@NullMarked
package dev.srlstream.log.model;

import org.jspecify.annotations.NullMarked;
