package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.Settings;
import dev.srlstream.config.Sizing;
import dev.srlstream.inference.EngineLabeller;
import dev.srlstream.inference.EngineSettings;
import dev.srlstream.inference.InferenceEngine;
import dev.srlstream.inference.SentenceLabeller;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.sentence.SentenceReader;
import dev.srlstream.warmup.WarmModel;
import dev.srlstream.warmup.WarmUp;
import dev.srlstream.warmup.WarmUpException;
import dev.srlstream.warmup.WarmUpListener;
import org.jspecify.annotations.Nullable;

/** The one engine that all phases share, with what belongs to it. Owned by the command, which closes it. */
record LoadedModel(
        WarmModel model, InferenceEngine engine, SentenceReader reader, Sizing sizing, SwitchedListener listener)
        implements AutoCloseable {
    /** @param device in place of the model, with its labels and wordpieces; null for the model itself */
    static LoadedModel load(Settings settings, @Nullable DeviceSpeed device)
            throws ConfigurationException, CheckpointException, WarmUpException {
        WarmModel warm;
        try (WarmUp warmUp = new WarmUp(settings.warmUpPlan(), WarmUpListener.SILENT)) {
            warm = warmUp.warm();
        }
        if (device != null) {
            warm.close();
            warm = new WarmModel(
                    new TimedDevice(device, warm.labels()),
                    warm.labels(),
                    warm.vocabulary(),
                    warm.lowercase(),
                    warm.positions(),
                    warm.reference(),
                    warm.audit(),
                    warm.report());
        }
        Sizing sizing = settings.sizing(warm.report().getDevice());
        EngineSettings wanted = settings.engine(sizing, false);
        // A simulated device runs one pass at a time, as a GPU does, wherever the model was warmed.
        SwitchedListener listener = new SwitchedListener();
        InferenceEngine engine = InferenceEngine.start(
                warm,
                device == null
                        ? wanted
                        : new EngineSettings(
                                wanted.batchTokens(),
                                wanted.batchAge(),
                                1,
                                wanted.timeout(),
                                wanted.canaryInterval(),
                                wanted.decoding(),
                                false),
                listener);
        return new LoadedModel(warm, engine, new SentenceReader(settings.sentences()), sizing, listener);
    }

    SentenceLabeller labeller() {
        return new EngineLabeller(reader, engine, model.reference(), listener);
    }

    @Override
    public void close() {
        engine.close();
        model.close();
    }
}
