package dev.srlstream.cli.options;

/** How frames are printed. */
public enum FramesFormat {
    /** The sentence, and its frames in brackets. */
    TEXT,
    /** Avro's JSON. */
    JSON,
    /** Columns as in CoNLL-2005. */
    CONLL
}
