package dev.srlstream.benchmarks.model;

import dev.srlstream.benchmarks.measure.Cost;

/** What was done in a turn, and what it took. */
record Turn(Amount amount, Cost cost) {}
