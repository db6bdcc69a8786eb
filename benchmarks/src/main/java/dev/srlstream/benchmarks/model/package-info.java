/** How fast a model labels, beside what the machine can do at most; what narrower arithmetic costs in tags, and whether memory stays flat. */
@NullMarked
package dev.srlstream.benchmarks.model;

import org.jspecify.annotations.NullMarked;
