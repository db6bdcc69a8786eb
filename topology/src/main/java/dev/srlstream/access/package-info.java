/** Why brokers turn a client away, and what lets it in. */
@NullMarked
package dev.srlstream.access;

import org.jspecify.annotations.NullMarked;
