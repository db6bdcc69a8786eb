/** Tests of the contracts and their released history. */
@NullMarked
package dev.srlstream.event;

import org.jspecify.annotations.NullMarked;
