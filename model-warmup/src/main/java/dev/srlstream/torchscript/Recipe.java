package dev.srlstream.torchscript;

import java.util.Locale;

/**
 * How the packed linear layers of a {@link ScriptTarget#CPU} archive compute: which is fastest depends on the processor, so it is
 * measured. Layers of other targets know only {@link #PLAIN}.
 *
 * @param products which products the layers of the encoder are made of
 * @param operand where the bytes of an 8-bit operand are; without effect in other precisions
 */
public record Recipe(Products products, Operand operand) {
    /** What every processor and every libtorch can compute, and the only one in fp32: others gain nothing there. */
    public static final Recipe PLAIN = new Recipe(Products.JOINED, Operand.COPY);

    /** A narrower panel would cost more calls than it saves traffic of memory. */
    private static final int LEAST_PANEL = 768;
    /** Columns of the blocks that oneDNN packs weights into: a panel of whole blocks needs no padding. */
    private static final int BLOCK = 64;

    /** From the fewest products to the most. */
    public enum Products {
        /** Queries, keys and values in one product of thrice the width; each layer of the feed-forward in one. */
        JOINED,
        /** Queries, keys and values in a product each: attention then reads rows that lie together. */
        APART,
        /**
         * As {@link #APART}, and the feed-forward in panels: a part of the first layer's outputs, then what the second layer
         * makes of it, added to what the panels before gave. The activations of a panel stay in the processor's cache.
         */
        PANELS
    }

    /** How oneDNN gets at the bytes of a tensor that libtorch has quantised. */
    public enum Operand {
        /** A copy, by {@code aten::int_repr}. */
        COPY,
        /**
         * The same memory under another type, by {@code inductor::_alloc_from_pool}: an operator that libtorch has for its own
         * compiler and promises nothing about. The tensor must go to no other operator than {@code qlinear_pointwise}.
         */
        ALIAS
    }

    /** The same with other products. */
    public Recipe with(Products other) {
        return new Recipe(other, operand);
    }

    /** In lower case, as reports and file names spell it: {@code panels-alias}. */
    public String key() {
        return (products + "-" + operand).toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when that is no {@link #key} */
    public static Recipe of(String key) {
        String[] words = key.toUpperCase(Locale.ROOT).split("-", 2);
        if (words.length != 2) {
            throw new IllegalArgumentException("\"" + key + "\" is no recipe");
        }
        return new Recipe(Products.valueOf(words[0]), Operand.valueOf(words[1]));
    }

    /** The most panels of equal width that a feed-forward layer may have. */
    public static int panels(int intermediateSize) {
        int panels = intermediateSize / LEAST_PANEL;
        while (panels > 1 && intermediateSize % (panels * BLOCK) != 0) {
            panels--;
        }
        return Math.max(1, panels);
    }
}
