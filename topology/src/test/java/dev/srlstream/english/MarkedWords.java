package dev.srlstream.english;

import java.util.ArrayList;
import java.util.List;

/**
 * Words with an asterisk behind each predicate, and blanks in between.
 *
 * @param predicates indices of the words
 */
record MarkedWords(List<String> words, List<Integer> predicates) {
    static MarkedWords of(String marked) {
        List<String> words = new ArrayList<>();
        List<Integer> predicates = new ArrayList<>();
        for (String word : marked.split(" ", -1)) {
            if (word.endsWith("*")) {
                predicates.add(words.size());
            }
            words.add(word.replace("*", ""));
        }
        return new MarkedWords(words, predicates);
    }
}
