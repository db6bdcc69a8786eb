package dev.srlstream.decode;

import java.util.List;

/**
 * A frame in brackets, {@code [ARG0: The chef] [V: opened] [ARG1: a restaurant] .}, exactly as {@code make_srl_string} of
 * AllenNLP's predictor writes it for every tag sequence, well formed or not.
 */
final class Description {
    private Description() {}

    static String of(List<String> words, List<String> tags) {
        StringBuilder description = new StringBuilder();
        String separator = "";
        boolean open = false;
        for (int i = 0; i < words.size(); i++) {
            String tag = tags.get(i);
            boolean inside = tag.startsWith("I-");
            boolean begins = tag.startsWith("B-");
            if (open && !inside) {
                description.append(']');
                open = false;
            }
            if (inside || begins || tag.equals("O")) {
                description.append(separator);
                separator = " ";
                if (begins || (inside && !open)) {
                    description.append('[');
                    open = true;
                }
                if (begins) {
                    description.append(tag, 2, tag.length()).append(": ");
                }
                description.append(words.get(i));
            }
        }
        return description.append(open ? "]" : "").toString();
    }
}
