package dev.srlstream.evaluation;

/** Where the predicates come from for which a sentence is labelled. */
public enum Predicates {
    /** From the gold, as CoNLL-2005 has it. */
    GOLD,
    /** From the product's own finder, as for a text. One that is missed loses its arguments, one too many adds wrong ones. */
    FOUND
}
