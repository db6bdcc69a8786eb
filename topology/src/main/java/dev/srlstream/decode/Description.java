package dev.srlstream.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * A frame in brackets, {@code [ARG0: The chef] [V: opened] [ARG1: a restaurant] .}, exactly as {@code make_srl_string} of
 * AllenNLP's predictor writes it for every tag sequence, well formed or not.
 */
final class Description {
    private Description() {}

    static String of(List<String> words, List<String> tags) {
        StringJoiner description = new StringJoiner(" ");
        List<String> chunk = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String tag = tags.get(i);
            if (tag.startsWith("I-")) {
                chunk.add(words.get(i));
                continue;
            }
            flush(chunk, description);
            if (tag.startsWith("B-")) {
                chunk.add(tag.substring(2) + ": " + words.get(i));
            } else if (tag.equals("O")) {
                description.add(words.get(i));
            }
        }
        flush(chunk, description);
        return description.toString();
    }

    private static void flush(List<String> chunk, StringJoiner description) {
        if (!chunk.isEmpty()) {
            description.add("[" + String.join(" ", chunk) + "]");
            chunk.clear();
        }
    }
}
