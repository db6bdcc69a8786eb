/** The life of the service: checks, warm-up, start, stop. */
@NullMarked
package dev.srlstream.operations;

import org.jspecify.annotations.NullMarked;
