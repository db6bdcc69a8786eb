package dev.srlstream.conll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.decode.Span;
import dev.srlstream.input.JsonMembers;
import dev.srlstream.input.MalformedLineException;
import dev.srlstream.input.SentenceLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sentence in each line: {@code {"id","tokens":[…],"predicates":[…],"rolesets":[…],"tags":[[…]]}}, with BIO tags for each
 * predicate; id and rolesets can be left out, and a text can be there. Owned by one thread.
 */
final class GoldJsonReader implements GoldReader {
    private final GoldLines lines;

    GoldJsonReader(GoldLines lines) {
        this.lines = lines;
    }

    @Override
    public @Nullable GoldSentence next() throws IOException, MalformedGoldException {
        String line = lines.take();
        if (line == null) {
            return null;
        }
        try {
            if (!line.stripLeading().startsWith("{")) {
                throw new MalformedLineException("This is no JSON object.");
            }
            SentenceLine sentence = SentenceLine.parse(line, lines.number());
            return sentence(sentence.id().text(), new JsonMembers(sentence.json()));
        } catch (MalformedLineException e) {
            throw new MalformedGoldException(lines.number(), String.valueOf(e.getMessage()));
        }
    }

    private static GoldSentence sentence(String id, JsonMembers members) throws MalformedLineException {
        List<String> tokens = members.strings("tokens");
        List<Integer> predicates = members.integers("predicates");
        JsonNode tags = members.value("tags");
        if (tokens == null || predicates == null || tags == null) {
            String absent = tokens == null ? "tokens" : predicates == null ? "predicates" : "tags";
            throw new MalformedLineException("There is no member " + absent
                    + "; a labelled line has tokens, predicates and, for each predicate, tags.");
        }
        if (tokens.isEmpty()) {
            throw new MalformedLineException("tokens is empty.");
        }
        List<String> rolesets = members.strings("rolesets");
        if (!tags.isArray() || tags.size() != predicates.size()) {
            throw new MalformedLineException("tags is not an array with %d arrays of tags, one for each predicate."
                    .formatted(predicates.size()));
        }
        if (rolesets != null && rolesets.size() != predicates.size()) {
            throw new MalformedLineException(
                    "rolesets has %d elements for %d predicates.".formatted(rolesets.size(), predicates.size()));
        }
        List<Proposition> propositions = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < predicates.size(); i++) {
            int predicate = predicates.get(i);
            if (predicate < 0 || predicate >= tokens.size() || !seen.add(predicate)) {
                throw new MalformedLineException("predicates[%d] is %d, which %s."
                        .formatted(
                                i,
                                predicate,
                                seen.contains(predicate)
                                        ? "is there already"
                                        : "is none of the %d tokens, counted from 0".formatted(tokens.size())));
            }
            propositions.add(new Proposition(
                    predicate,
                    rolesets == null ? null : rolesets.get(i),
                    spans("tags[" + i + "]", tags.get(i), tokens.size())));
        }
        return new GoldSentence(id, members.string("text"), tokens, propositions);
    }

    private static List<Span> spans(String name, JsonNode array, int words) throws MalformedLineException {
        ObjectNode named = JsonNodeFactory.instance.objectNode().set(name, array);
        List<String> tags = new JsonMembers(named).strings(name);
        if (tags == null || tags.size() != words) {
            throw new MalformedLineException(
                    "%s has %d tags for %d tokens.".formatted(name, tags == null ? 0 : tags.size(), words));
        }
        String before = "O";
        for (int i = 0; i < words; i++) {
            String tag = tags.get(i);
            boolean begins = tag.startsWith("B-") && tag.length() > 2;
            boolean continues = tag.startsWith("I-")
                    && before.length() > 2
                    && tag.endsWith(before.substring(1))
                    && tag.length() == before.length();
            if (!begins && !continues && !tag.equals("O")) {
                throw new MalformedLineException(name + "[" + i + "] is "
                        + (tag.startsWith("I-")
                                ? "an I tag that continues no span of its role."
                                : "none of O, B-ROLE and I-ROLE."));
            }
            before = tag;
        }
        return Span.of(tags);
    }
}
