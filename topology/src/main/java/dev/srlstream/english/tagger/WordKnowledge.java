package dev.srlstream.english.tagger;

/**
 * What is known of words before any treebank is read.
 *
 * @param vectors what a large corpus says of them
 * @param verbs what a dictionary says of them
 */
public record WordKnowledge(WordVectors vectors, VerbLexicon verbs) {}
