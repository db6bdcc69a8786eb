package dev.srlstream.reconcile;

import java.util.Optional;

/** Tensors that a sound file may hold and that predictions do not depend on. */
enum UnusedTensor {
    POOLER(SrlBertLayout.BERT + "pooler.", "SrlBert labels wordpieces and does not use the pooled sentence."),
    TOKEN_TYPE_IDS(
            SrlBertLayout.BERT + "embeddings.token_type_ids",
            "It is a buffer of zeros that transformers from 4.8.0 on keeps for tracing; SrlBert gives its own."),
    AVERAGED("n_averaged", "It is the number of models that torch.optim.swa_utils.AveragedModel averaged."),
    PRETRAINING_HEADS("cls.", "It belongs to the tasks that BERT was pre-trained with, not to labelling roles.");

    private final String beginning;
    private final String reason;

    UnusedTensor(String beginning, String reason) {
        this.beginning = beginning;
        this.reason = reason;
    }

    /** Why it may be ignored, in a sentence. */
    String reason() {
        return reason;
    }

    static Optional<UnusedTensor> of(String key) {
        for (UnusedTensor unused : values()) {
            if (key.startsWith(unused.beginning)) {
                return Optional.of(unused);
            }
        }
        return Optional.empty();
    }
}
