/** What operators are given to watch the service with, as files of docs, and the programs that judge it. */
@NullMarked
package dev.srlstream.quickstart.monitoring;

import org.jspecify.annotations.NullMarked;
