/** The demo: a broker in the JVM, a registry as a child process, the bundled checkpoint and sample sentences. */
@NullMarked
package dev.srlstream.quickstart;

import org.jspecify.annotations.NullMarked;
