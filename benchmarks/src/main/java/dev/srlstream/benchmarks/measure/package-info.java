/** Time and processor time of work in this process. */
@NullMarked
package dev.srlstream.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
