package dev.srlstream.benchmarks;

/** What was done in a turn, and what it took. */
record Turn(Amount amount, Cost cost) {}
