package dev.srlstream.config;

import java.util.List;

/** A check that needs more than one setting. */
@FunctionalInterface
interface Relation {
    /** @param problems takes a sentence with the keys, as the operator writes them, their values, the reason and the remedy */
    void check(Settings settings, List<String> problems);
}
