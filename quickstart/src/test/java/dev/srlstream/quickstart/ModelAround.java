package dev.srlstream.quickstart;

import dev.srlstream.model.SrlModel;

/** A model that does something of its own around another's passes. */
abstract class ModelAround implements SrlModel {
    final SrlModel model;

    ModelAround(SrlModel model) {
        this.model = model;
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
