/** What people read and write at a terminal: topics as text or JSON, audits, sentences. */
@NullMarked
package dev.srlstream.console;

import org.jspecify.annotations.NullMarked;
