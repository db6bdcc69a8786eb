package dev.srlstream.warmup;

import dev.srlstream.log.EventLog;
import dev.srlstream.log.model.ModelEvents.RecipeMeasured;
import dev.srlstream.log.model.ModelEvents.RecipeNotMeasured;
import dev.srlstream.model.ModelException;
import dev.srlstream.model.ModelUnavailableException;
import dev.srlstream.model.SrlModel;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.torchscript.Recipe;
import dev.srlstream.torchscript.Recipe.Products;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds the recipe by which packed linear layers are fastest on this processor: measured once on one encoder layer, then
 * remembered. In fp32 there is none but the plain one. Used by the thread that warms up.
 */
final class RecipeTrial {
    private static final EventLog LOG = EventLog.of(RecipeTrial.class);

    private final RememberedTrials remembered;
    private final Models models;

    /** What is measured. */
    interface Models {
        /**
         * The operand of the recipes in that precision.
         *
         * @throws IOException when there is no room for small archives
         */
        Recipe.Operand operand(Precision precision) throws IOException;

        /** Whether the feed-forward can be cut into panels. */
        boolean havePanels();

        /**
         * One encoder layer of the model's dimensions; the caller closes it.
         *
         * @throws IOException when there is no room for its archive
         */
        SrlModel load(Precision precision, Recipe recipe) throws IOException, ModelUnavailableException;
    }

    RecipeTrial(RememberedTrials remembered, Models models) {
        this.remembered = remembered;
        this.models = models;
    }

    /** @throws WarmUpException when the cache cannot take the result */
    Recipe choose(Precision precision) throws WarmUpException {
        if (precision == Precision.FP32) {
            return Recipe.PLAIN;
        }
        var known = remembered.recipe(precision);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            Recipe fastest = measure(precision);
            remembered.remember(precision, fastest);
            return fastest;
        } catch (IOException | ModelUnavailableException | ModelException e) {
            LOG.log(new RecipeNotMeasured(precision.key(), String.valueOf(e.getMessage())));
            return Recipe.PLAIN;
        }
    }

    private Recipe measure(Precision precision) throws IOException, ModelUnavailableException {
        var plain = new Recipe(Products.JOINED, models.operand(precision));
        Map<Products, SrlModel> layers = new EnumMap<>(Products.class);
        try {
            for (Products products : Products.values()) {
                if (products != Products.PANELS || models.havePanels()) {
                    layers.put(products, models.load(precision, plain.with(products)));
                }
            }
            Map<Products, Long> times = new LayerTimes(layers).measure();
            Recipe fastest = plain.with(LayerTimes.fastest(times));
            LOG.log(new RecipeMeasured(precision.key(), fastest.key(), text(times)));
            return fastest;
        } finally {
            layers.values().forEach(SrlModel::close);
        }
    }

    private static String text(Map<Products, Long> times) {
        return times.entrySet().stream()
                .map(time -> plainName(time.getKey()) + " " + time.getValue() / 1000)
                .collect(Collectors.joining(", "));
    }

    private static String plainName(Products products) {
        return new Recipe(products, Recipe.Operand.COPY).key().replace("-copy", "");
    }
}
