package dev.srlstream.change;

import dev.srlstream.stream.ClientId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The members of a group, counted by model.
 *
 * @param others by the first digits of their checkpoint's SHA-256; those of our own model are left out
 * @param untold how many do not tell their model: versions that did not know of this, and foreign consumers
 */
record Members(Map<String, Integer> others, int untold) {
    /** @param own digits of the checkpoint that this instance serves */
    static Members of(List<String> clientIds, String own) {
        Map<String, Integer> others = new TreeMap<>();
        int untold = 0;
        for (String clientId : clientIds) {
            Optional<String> model = ClientId.model(clientId);
            if (model.isEmpty()) {
                untold++;
            } else if (!model.get().equals(own)) {
                others.merge(model.get(), 1, Integer::sum);
            }
        }
        return new Members(others, untold);
    }

    /** What the others serve, for people; empty where there are none. */
    Optional<String> othersInWords() {
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(others.entrySet().stream()
                        .map(model -> model.getValue() + (model.getValue() == 1 ? " member" : " members")
                                + " with model " + model.getKey())
                        .collect(Collectors.joining(", ")));
    }
}
