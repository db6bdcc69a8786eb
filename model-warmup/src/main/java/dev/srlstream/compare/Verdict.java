package dev.srlstream.compare;

import java.util.List;

/** Whether tags can change when one checkpoint takes the other's place. */
public sealed interface Verdict {
    /** In a few words. */
    String headline();

    /** In one or two plain sentences. */
    String sentence();

    /** Everything that tags depend on is the same, bit for bit. */
    record CannotChange(String sentence) implements Verdict {
        @Override
        public String headline() {
            return "tags cannot change";
        }
    }

    /** The same learned weights, stored with less precision or other signs of zeros. */
    record SameButForRounding(String sentence) implements Verdict {
        @Override
        public String headline() {
            return "tags are the same apart from rounding";
        }
    }

    /** One architecture and one set of labels; other weights, or words are read otherwise. */
    record CouldChange(String sentence) implements Verdict {
        @Override
        public String headline() {
            return "tags could change";
        }
    }

    /**
     * Another architecture or other labels.
     *
     * @param reasons nouns
     */
    record AnotherModel(List<String> reasons) implements Verdict {
        public AnotherModel {
            reasons = List.copyOf(reasons);
        }

        @Override
        public String headline() {
            return "another model";
        }

        @Override
        public String sentence() {
            return "The two differ in " + String.join(", ", reasons) + ": expect other tags.";
        }
    }
}
