/** What the program says in its log: events with typed fields, each described once. */
@NullMarked
package dev.srlstream.log;

import org.jspecify.annotations.NullMarked;
