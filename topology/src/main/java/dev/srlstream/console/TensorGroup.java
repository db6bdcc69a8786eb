package dev.srlstream.console;

import dev.srlstream.compare.TensorComparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tensors of one part of the model of which the same is to be said. Neighbouring encoder layers are one part where the same
 * tensors of each are concerned.
 *
 * @param part for example {@code embeddings} or {@code encoder layers 0–11}
 * @param concerned at least one
 * @param names of these, within their part, without repetition
 * @param all whether the part has no others
 */
record TensorGroup(String part, List<TensorComparison> concerned, List<String> names, boolean all) {
    private static final Pattern LAYER = Pattern.compile("bert_model\\.encoder\\.layer\\.(\\d{1,6})\\.(.+)");
    private static final String EMBEDDINGS = "bert_model.embeddings.";
    /** Parts outside the encoder, before and behind all layers. */
    private static final int BEFORE = -1;

    private static final int BEHIND = Integer.MAX_VALUE;

    /** Tensors of a part by name within it. */
    private record Part(Map<String, TensorComparison> concerned, List<TensorComparison> others) {
        Part() {
            this(new LinkedHashMap<>(), new ArrayList<>());
        }
    }

    /** In model order. */
    static List<TensorGroup> of(List<TensorComparison> tensors, Predicate<TensorComparison> concerned) {
        Map<Integer, Part> parts = new TreeMap<>();
        for (TensorComparison tensor : tensors) {
            Part part = parts.computeIfAbsent(number(tensor.key()), number -> new Part());
            if (concerned.test(tensor)) {
                part.concerned.put(name(tensor.key()), tensor);
            } else {
                part.others.add(tensor);
            }
        }
        List<TensorGroup> groups = new ArrayList<>();
        List<Integer> range = new ArrayList<>();
        for (int number : parts.keySet()) {
            if (!range.isEmpty() && !alike(parts, range.get(range.size() - 1), number)) {
                add(groups, parts, range);
                range.clear();
            }
            range.add(number);
        }
        add(groups, parts, range);
        return groups;
    }

    private static boolean alike(Map<Integer, Part> parts, int number, int next) {
        return number != BEFORE
                && next != BEHIND
                && next == number + 1
                && part(parts, number)
                        .concerned
                        .keySet()
                        .equals(part(parts, next).concerned.keySet());
    }

    private static void add(List<TensorGroup> groups, Map<Integer, Part> parts, List<Integer> range) {
        List<TensorComparison> concerned = new ArrayList<>();
        range.forEach(number -> concerned.addAll(part(parts, number).concerned.values()));
        if (!concerned.isEmpty()) {
            boolean all =
                    range.stream().allMatch(number -> part(parts, number).others.isEmpty());
            groups.add(new TensorGroup(
                    title(range),
                    concerned,
                    List.copyOf(part(parts, range.get(0)).concerned.keySet()),
                    all));
        }
    }

    private static Part part(Map<Integer, Part> parts, int number) {
        return parts.getOrDefault(number, new Part());
    }

    private static String title(List<Integer> range) {
        int first = range.get(0);
        if (first == BEFORE) {
            return "embeddings";
        }
        if (first == BEHIND) {
            return "tag projection";
        }
        int last = range.get(range.size() - 1);
        return first == last ? "encoder layer " + first : "encoder layers " + first + "–" + last;
    }

    private static int number(String key) {
        Matcher layer = LAYER.matcher(key);
        if (layer.matches()) {
            return Integer.parseInt(layer.group(1));
        }
        return key.startsWith(EMBEDDINGS) ? BEFORE : BEHIND;
    }

    private static String name(String key) {
        Matcher layer = LAYER.matcher(key);
        if (layer.matches()) {
            return layer.group(2);
        }
        return key.startsWith(EMBEDDINGS) ? key.substring(EMBEDDINGS.length()) : key;
    }
}
