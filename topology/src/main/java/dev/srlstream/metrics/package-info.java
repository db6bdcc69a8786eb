/** What the service measures of itself, for Prometheus. */
@NullMarked
package dev.srlstream.metrics;

import org.jspecify.annotations.NullMarked;
