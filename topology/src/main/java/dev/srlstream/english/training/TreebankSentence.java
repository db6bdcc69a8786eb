package dev.srlstream.english.training;

import java.util.List;

/** A sentence of a treebank. */
public record TreebankSentence(String text, List<TreebankWord> words) {}
