/** What can happen, and when it does. */
@NullMarked
package dev.srlstream.reliability.fault;

import org.jspecify.annotations.NullMarked;
