package dev.srlstream.english;

/** What tells verbs from other words. */
public enum PredicateTagger {
    /** The product's own network, of the English Web Treebank and GUM. */
    LSTM,
    /** OpenNLP's model of the English Web Treebank. */
    OPENNLP
}
