/** The page that a browser shows of an instance, and the events that keep it up to date. */
@NullMarked
package dev.srlstream.webconsole;

import org.jspecify.annotations.NullMarked;
