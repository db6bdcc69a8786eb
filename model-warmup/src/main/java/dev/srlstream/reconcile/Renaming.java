package dev.srlstream.reconcile;

/** The ways in which scripts and older libraries spell keys that SrlBert spells otherwise, in the order of their undoing. */
enum Renaming {
    COMPILED("_orig_mod.", "", Place.ANYWHERE, "torch.compile keeps the model that it compiled in _orig_mod"),
    FSDP("_fsdp_wrapped_module.", "", Place.ANYWHERE, "PyTorch's FSDP keeps what it shards in _fsdp_wrapped_module"),
    FAIRSCALE("_fpw_module.", "", Place.ANYWHERE, "FairScale's FSDP keeps what it flattens in _fpw_module"),
    CHECKPOINTED(
            "_checkpoint_wrapped_module.",
            "",
            Place.ANYWHERE,
            "activation checkpointing keeps the layers that it wraps in _checkpoint_wrapped_module"),
    FORWARD("_forward_module.", "", Place.ANYWHERE, "Lightning's Fabric keeps the model in _forward_module"),
    PRIVACY("_module.", "", Place.ANYWHERE, "Opacus keeps the model in _module"),
    WRAPPED(
            "module.",
            "",
            Place.ANYWHERE,
            "torch.nn.DataParallel, DistributedDataParallel, DeepSpeed and AveragedModel keep the model in module"),
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
    CLASSIFIER(
            "classifier.",
            "tag_projection_layer.",
            Place.BEGINNING,
            "transformers' BertForTokenClassification calls classifier what SrlBert calls tag_projection_layer"),
    GAMMA(
            "LayerNorm.gamma",
            "LayerNorm.weight",
            Place.END,
            "BERT as first ported from TensorFlow says gamma for weight"),
    BETA("LayerNorm.beta", "LayerNorm.bias", Place.END, "BERT as first ported from TensorFlow says beta for bias");

    private enum Place {
        BEGINNING,
        /** As a whole name between dots, or at the beginning. */
        ANYWHERE,
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
        return at(key) >= 0;
    }

    /** The key as meant, where this spelling is in it once; the key itself where it is not. */
    String undo(String key) {
        int at = at(key);
        return at < 0 ? key : key.substring(0, at) + meant + key.substring(at + spelled.length());
    }

    private int at(String key) {
        return switch (place) {
            case BEGINNING -> key.startsWith(spelled) ? 0 : -1;
            case END -> key.endsWith(spelled) ? key.length() - spelled.length() : -1;
            case ANYWHERE -> ("." + key).indexOf("." + spelled);
        };
    }
}
