package dev.srlstream.cli;

import dev.srlstream.console.Output;
import dev.srlstream.console.Style;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;

/**
 * What a command has been given by the process that runs it.
 *
 * @param in data to read
 * @param out data
 * @param err talk
 * @param style emphasis of what is written to {@code out}
 * @param progress whether a person watches {@code err}
 */
public record Invocation(
        InputStream in, Output out, PrintWriter err, Style style, boolean progress, Map<String, String> environment) {}
