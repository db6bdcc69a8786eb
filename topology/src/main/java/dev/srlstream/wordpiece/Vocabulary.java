package dev.srlstream.wordpiece;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The wordpieces of a model and their ids. Immutable. Wordpieces that continue a word are kept a second time without their
 * {@code ##}, so that looking one up builds no string.
 */
public final class Vocabulary {
    private static final String CONTINUATION = "##";

    private final Map<String, Integer> initial = new HashMap<>();
    private final Map<String, Integer> continuing = new HashMap<>();
    private final int longest;
    private final int begin;
    private final int end;
    private final int unknown;

    /**
     * @param wordpieces by id, as in {@code vocab.txt}; the last of equal ones counts, as in the reference
     * @throws IllegalArgumentException when [CLS], [SEP] or [UNK] is not among them
     */
    public Vocabulary(List<String> wordpieces) {
        int longestWordpiece = 0;
        for (int id = 0; id < wordpieces.size(); id++) {
            String wordpiece = wordpieces.get(id);
            initial.put(wordpiece, id);
            if (wordpiece.startsWith(CONTINUATION)) {
                continuing.put(wordpiece.substring(CONTINUATION.length()), id);
            }
            longestWordpiece = Math.max(longestWordpiece, wordpiece.length());
        }
        longest = longestWordpiece;
        begin = special("[CLS]");
        end = special("[SEP]");
        unknown = special("[UNK]");
    }

    private int special(String name) {
        Integer id = initial.get(name);
        if (id == null) {
            throw new IllegalArgumentException("The vocabulary of " + initial.size() + " wordpieces lacks " + name
                    + "; give the vocab.txt of the BERT that the checkpoint was trained on.");
        }
        return id;
    }

    /**
     * @param candidate characters of a word, without {@code ##}
     * @param first whether they begin the word
     * @return the id, or -1 where there is none
     */
    int id(String candidate, boolean first) {
        return (first ? initial : continuing).getOrDefault(candidate, -1);
    }

    /** Length in UTF-16 code units beyond which no wordpiece has to be looked for. */
    int longest() {
        return longest;
    }

    /** Id of [CLS]. */
    int begin() {
        return begin;
    }

    /** Id of [SEP]. */
    int end() {
        return end;
    }

    /** Id of [UNK]. */
    int unknown() {
        return unknown;
    }
}
