package dev.srlstream.reconcile;

import dev.srlstream.statedict.StateDict;
import java.util.List;

/**
 * The verdict on a state dict. Where there are {@code weights}, they are exactly the learned tensors that the served model
 * uses, under AllenNLP's keys ({@code bert_model.embeddings.word_embeddings.weight} to {@code tag_projection_layer.bias}),
 * in model order, all of the shape that the configuration asks for, all finite once converted to float32; without
 * {@code position_ids} and pooler. They stay valid while their checkpoint is open.
 */
public sealed interface Reconciliation {
    /** Everything that was not simply used as it stands, in model order, unexpected keys last. */
    List<Finding> findings();

    /** There are weights to serve. */
    sealed interface Accepted extends Reconciliation {
        StateDict weights();
    }

    /** Used as it is. */
    record Clean(StateDict weights, List<Finding> findings) implements Accepted {
        public Clean {
            findings = List.copyOf(findings);
        }
    }

    /** Derived buffers were repaired; every learned weight is the file's. */
    record Repaired(StateDict weights, List<Finding> findings) implements Accepted {
        public Repaired {
            findings = List.copyOf(findings);
        }
    }

    /** Served under {@link Policy#LENIENT} only: learned weights are lost, and the tags are worth less. */
    record Degraded(StateDict weights, List<Finding> findings) implements Accepted {
        public Degraded {
            findings = List.copyOf(findings);
        }
    }

    /** Refused; the findings that refuse say why. */
    record Rejected(List<Finding> findings) implements Reconciliation {
        public Rejected {
            findings = List.copyOf(findings);
        }
    }
}
