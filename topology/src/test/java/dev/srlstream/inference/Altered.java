package dev.srlstream.inference;

import dev.srlstream.model.SrlModel;
import dev.srlstream.model.WordpieceRow;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a model says, changed on its way. */
record Altered(SrlModel model, UnaryOperator<List<float[]>> change) implements SrlModel {
    @Override
    public List<float[]> forward(List<WordpieceRow> rows) {
        return change.apply(model.forward(rows));
    }

    @Override
    public int labels() {
        return model.labels();
    }

    @Override
    public void close() {
        model.close();
    }
}
