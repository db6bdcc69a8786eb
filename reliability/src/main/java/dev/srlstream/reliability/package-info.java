/** Whether every sentence has exactly one outcome, whatever happens: faults against real processes, and the proof. */
@NullMarked
package dev.srlstream.reliability;

import org.jspecify.annotations.NullMarked;
