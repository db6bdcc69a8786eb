package dev.srlstream.weights;

import dev.srlstream.pickle.Pickled;
import dev.srlstream.pickle.Pickled.OtherKey;
import dev.srlstream.pickle.Pickled.TensorReference;
import dev.srlstream.pickle.Pickled.Tuple;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where in a pickled value the state dict of the model lies. A dict is taken for a state dict when it has a tensor under a
 * name with a dot, as the tensors of a module in a module have; where there is none such, a dict with tensors under one of
 * the names that training scripts use; then the outermost dict, when it has tensors. Of two, one in the other, the one with
 * more tensors is meant. Two beside each other are never chosen from.
 *
 * @param path keys and positions that lead there, from the outside; empty for the whole value
 * @param dict the state dict
 * @param tensors how many it has
 */
record StateDictPlace(List<String> path, Map<?, ?> dict, long tensors) {
    /** Training scripts keep the model's state in a dict, and some keep that in another. */
    private static final int MAX_DEPTH = 2;

    /** Bounds how many have to be compared with one another; the outermost is among the first. */
    private static final int MAX_PLACES = 64;

    private static final int NAMED = 5;

    /** The names of the model's part, in the order in which they are told. */
    private static final List<String> NAMES = List.of(
            "model_state_dict",
            "state_dict",
            "model",
            "model_state",
            "module",
            "net",
            "network",
            "weights",
            "params",
            "ema");

    private static final Pattern OPTIMISER = Pattern.compile("(.*_)?optim(izer)?(s|_.*)?|grads?|gradients");

    private static final class Search {
        private final List<StateDictPlace> dotted = new ArrayList<>();
        private final List<StateDictPlace> named = new ArrayList<>();
        /** A list can hold one dict any number of times. */
        private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

        void visit(Object value, List<String> path) {
            boolean container = value instanceof Map || value instanceof List || value instanceof Tuple;
            if (!container || !seen.add(value)) {
                return;
            }
            long tensors = tensors(value);
            if (value instanceof Map<?, ?> dict && tensors > 0 && dotted.size() + named.size() < MAX_PLACES) {
                var place = new StateDictPlace(path, dict, tensors);
                if (dict.entrySet().stream().anyMatch(StateDictPlace::isDotted)) {
                    dotted.add(place);
                } else if (!path.isEmpty() && NAMES.contains(path.get(path.size() - 1))) {
                    named.add(place);
                }
            }
            if (path.size() < MAX_DEPTH) {
                children(value).forEach((key, child) -> {
                    if (!OPTIMISER.matcher(key).matches()) {
                        List<String> below = new ArrayList<>(path);
                        below.add(key);
                        visit(child, below);
                    }
                });
            }
        }
    }

    /** @throws CheckpointException where none is there, or several */
    static StateDictPlace of(Object pickled, String file) throws CheckpointException {
        var search = new Search();
        search.visit(pickled, List.of());
        List<StateDictPlace> found = search.dotted.isEmpty() ? search.named : outdone(search.dotted);
        if (found.size() > 1) {
            throw new CheckpointException(several(found, file));
        }
        if (!found.isEmpty()) {
            return found.get(0);
        }
        if (pickled instanceof Map<?, ?> dict && tensors(dict) > 0) {
            return new StateDictPlace(List.of(), dict, tensors(dict));
        }
        throw new CheckpointException(file + " holds " + NoStateDict.describe(pickled) + ".");
    }

    /** To follow the name of the container; empty for a state dict on its own. */
    String described() {
        return path.isEmpty() ? "" : ", state dict under " + joined();
    }

    /** The types of all that lies beside the state dict and the dicts around it, by path. */
    Map<String, String> beside(Object pickled) {
        Map<String, String> beside = new LinkedHashMap<>();
        Object around = pickled;
        var prefix = new StringBuilder();
        for (String step : path) {
            Map<String, Object> children = children(around);
            for (Map.Entry<String, Object> child : children.entrySet()) {
                if (!child.getKey().equals(step)) {
                    beside.put(Printable.excerpt(prefix + child.getKey()), Pickled.typeOf(child.getValue()));
                }
            }
            around = children.getOrDefault(step, Map.of());
            prefix.append(step).append('.');
        }
        return beside;
    }

    /** A key as text. */
    static String keyOf(Object key) {
        // Writing out a BigInteger of some megabytes would take hours.
        Object value = key instanceof OtherKey other ? other.value() : key;
        return value instanceof String || value instanceof Long || value instanceof Boolean
                ? String.valueOf(value)
                : "(no text)";
    }

    private String joined() {
        return Printable.excerpt(String.join(".", path));
    }

    private static long tensors(@Nullable Object value) {
        return value instanceof Map<?, ?> dict
                ? dict.values().stream()
                        .filter(TensorReference.class::isInstance)
                        .count()
                : 0;
    }

    private static boolean isDotted(Map.Entry<?, ?> entry) {
        return entry.getValue() instanceof TensorReference
                && entry.getKey() instanceof String key
                && key.indexOf('.') > 0;
    }

    private static Map<String, Object> children(Object container) {
        Map<String, Object> children = new LinkedHashMap<>();
        if (container instanceof Map<?, ?> dict) {
            dict.forEach((key, value) -> children.put(keyOf(key), value));
        } else {
            Collection<?> items = container instanceof Tuple tuple ? tuple.items() : (Collection<?>) container;
            items.forEach(value -> children.put("[" + children.size() + "]", value));
        }
        return children;
    }

    /** Without those that lie around one with more tensors, or in one with as many. */
    private static List<StateDictPlace> outdone(List<StateDictPlace> places) {
        return places.stream()
                .filter(place -> places.stream().noneMatch(other -> other.outdoes(place)))
                .toList();
    }

    private boolean outdoes(StateDictPlace other) {
        return isAround(other) ? tensors >= other.tensors : other.isAround(this) && tensors > other.tensors;
    }

    private boolean isAround(StateDictPlace other) {
        return path.size() < other.path.size()
                && other.path.subList(0, path.size()).equals(path);
    }

    private static String several(List<StateDictPlace> places, String file) {
        List<StateDictPlace> inOrder = places.stream()
                .sorted(Comparator.comparingInt(StateDictPlace::rank))
                .limit(NAMED)
                .toList();
        return file + " holds several state dicts, under "
                + inOrder.stream().map(StateDictPlace::joined).collect(Collectors.joining(" and "))
                + ", and which is meant cannot be known; save that one alone, such as torch.save(torch.load(…)"
                + inOrder.get(0).path.stream().map(StateDictPlace::subscript).collect(Collectors.joining()) + ", …).";
    }

    private int rank() {
        int rank = NAMES.indexOf(path.get(path.size() - 1));
        return rank < 0 ? NAMES.size() : rank;
    }

    private static String subscript(String step) {
        return step.startsWith("[") ? step : "['" + Printable.excerpt(step) + "']";
    }
}
