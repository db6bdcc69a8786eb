package dev.srlstream.messages;

/**
 * What the product may say.
 *
 * @param kind the type that carries it, for example StartupException
 * @param source the class that words it
 * @param words with … for what differs from case to case
 */
record Message(String kind, String source, String words) {}
