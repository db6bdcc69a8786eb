/** The service's HTTP port: probes and metrics. */
@NullMarked
package dev.srlstream.http;

import org.jspecify.annotations.NullMarked;
