package dev.srlstream.reconcile;

/** The ways in which scripts and older libraries spell keys that SrlBert spells otherwise, in the order of their undoing. */
enum Renaming {
    DATA_PARALLEL("module.", "", Place.BEGINNING, "torch.nn.DataParallel puts module. before every key"),
    INNER_MODEL(
            "_model.", "", Place.BEGINNING, "wrappers that keep their model in _model put _model. before every key"),
    MODEL(
            "model.",
            "",
            Place.BEGINNING,
            "training frameworks that keep their model in model put model. before every key"),
    BERT(
            "bert.",
            SrlBertLayout.BERT,
            Place.BEGINNING,
            "transformers' own models call bert what SrlBert calls bert_model"),
    GAMMA(
            "LayerNorm.gamma",
            "LayerNorm.weight",
            Place.END,
            "BERT as first ported from TensorFlow says gamma for weight"),
    BETA("LayerNorm.beta", "LayerNorm.bias", Place.END, "BERT as first ported from TensorFlow says beta for bias");

    private enum Place {
        BEGINNING,
        END
    }

    private final String spelled;
    private final String meant;
    private final Place place;
    private final String reason;

    Renaming(String spelled, String meant, Place place, String reason) {
        this.spelled = spelled;
        this.meant = meant;
        this.place = place;
        this.reason = reason;
    }

    /** Where the spelling comes from, as a clause. */
    String reason() {
        return reason;
    }

    boolean concerns(String key) {
        return place == Place.BEGINNING ? key.startsWith(spelled) : key.endsWith(spelled);
    }

    /** The key as meant; the key itself where this spelling is not in it. */
    String undo(String key) {
        if (!concerns(key)) {
            return key;
        }
        return place == Place.BEGINNING
                ? meant + key.substring(spelled.length())
                : key.substring(0, key.length() - spelled.length()) + meant;
    }
}
