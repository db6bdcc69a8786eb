package dev.srlstream.torchscript;

import dev.srlstream.configuration.BertConfig;
import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** Made-up weights of an SrlBert: the same for the same seed. */
public final class RandomWeights {
    private final Random random;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    private RandomWeights(long seed) {
        this.random = new Random(seed);
    }

    public static StateDict of(BertConfig config, int labels, long seed) {
        RandomWeights weights = new RandomWeights(seed);
        long hidden = config.hiddenSize();
        weights.add("bert_model.embeddings.word_embeddings.weight", config.vocabularySize(), hidden);
        weights.add("bert_model.embeddings.position_embeddings.weight", config.positions(), hidden);
        weights.add("bert_model.embeddings.token_type_embeddings.weight", config.typeVocabularySize(), hidden);
        weights.affine("bert_model.embeddings.LayerNorm", hidden);
        for (int i = 0; i < config.layers(); i++) {
            String layer = "bert_model.encoder.layer." + i + ".";
            weights.affine(layer + "attention.self.query", hidden, hidden);
            weights.affine(layer + "attention.self.key", hidden, hidden);
            weights.affine(layer + "attention.self.value", hidden, hidden);
            weights.affine(layer + "attention.output.dense", hidden, hidden);
            weights.affine(layer + "attention.output.LayerNorm", hidden);
            weights.affine(layer + "intermediate.dense", config.intermediateSize(), hidden);
            weights.affine(layer + "output.dense", hidden, config.intermediateSize());
            weights.affine(layer + "output.LayerNorm", hidden);
        }
        weights.affine("tag_projection_layer", labels, hidden);
        return new StateDict(weights.tensors);
    }

    private void affine(String key, long... shape) {
        add(key + ".weight", shape);
        add(key + ".bias", shape[0]);
    }

    private void add(String key, long... shape) {
        ByteBuffer data = ByteBuffer.allocate((int) LongStream.of(shape).reduce(Float.BYTES, Math::multiplyExact))
                .order(ByteOrder.LITTLE_ENDIAN);
        while (data.hasRemaining()) {
            data.putFloat((float) random.nextGaussian() * 0.3f);
        }
        tensors.put(key, new InMemory(shape, data.flip()));
    }

    private record InMemory(long[] shape, ByteBuffer data) implements Tensor {
        @Override
        public DType dtype() {
            return DType.FLOAT32;
        }

        @Override
        public long elements() {
            return data.capacity() / Float.BYTES;
        }

        @Override
        public void readFloat32(Sink sink) throws IOException {
            int chunk = 4096;
            for (int begin = 0; begin < data.capacity(); begin += chunk) {
                sink.accept(data.slice(begin, Math.min(chunk, data.capacity() - begin)));
            }
        }

        @Override
        public void readInt64(Sink sink) {
            throw new IllegalStateException("a floating-point tensor");
        }
    }
}
