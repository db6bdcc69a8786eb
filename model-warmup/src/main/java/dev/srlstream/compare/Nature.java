package dev.srlstream.compare;

import org.jspecify.annotations.Nullable;

/** What all differences between two tensors have in common. */
public enum Nature {
    /** +0.0 where the other has -0.0: equal as numbers, not as bits. */
    SIGNS_OF_ZERO("only signs of zeros differ", null, false),
    AGAINST_IN_FLOAT16("against is model rounded to float16", Rounding.FLOAT16, true),
    AGAINST_IN_BFLOAT16("against is model rounded to bfloat16", Rounding.BFLOAT16, true),
    MODEL_IN_FLOAT16("model is against rounded to float16", Rounding.FLOAT16, false),
    MODEL_IN_BFLOAT16("model is against rounded to bfloat16", Rounding.BFLOAT16, false),
    /** Nothing that storing could explain: other numbers were learned. */
    LEARNED("the learned numbers differ", null, false);

    private final String description;
    private final @Nullable Rounding rounding;
    private final boolean againstIsRounded;

    Nature(String description, @Nullable Rounding rounding, boolean againstIsRounded) {
        this.description = description;
        this.rounding = rounding;
        this.againstIsRounded = againstIsRounded;
    }

    /** A clause. */
    public String description() {
        return description;
    }

    /** Whether two different, finite elements may be of this nature. */
    boolean explains(float model, float against) {
        if (rounding == null) {
            return this == LEARNED || model == against;
        }
        return againstIsRounded ? rounding.explains(model, against) : rounding.explains(against, model);
    }

    /** Whether elements with these bits, which both tensors have, rule it out. */
    boolean isExcludedBy(int bits) {
        return rounding != null && rounding.excludes(bits);
    }
}
