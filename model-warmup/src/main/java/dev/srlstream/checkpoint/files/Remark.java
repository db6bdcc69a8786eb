package dev.srlstream.checkpoint.files;

/**
 * Something about a checkpoint that does not keep it from being served, but that its operator should know.
 *
 * @param about the file, the setting or the key that it is about
 * @param detail one or two sentences
 */
public record Remark(String about, String detail) {}
