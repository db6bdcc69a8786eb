/** What state the service is in, and what its probes answer. */
@NullMarked
package dev.srlstream.health;

import org.jspecify.annotations.NullMarked;
