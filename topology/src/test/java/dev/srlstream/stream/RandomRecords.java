package dev.srlstream.stream;

import dev.srlstream.event.SentenceEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Values of the sentences topic: events of every shape, events with damaged bytes, and bytes that never were one. */
final class RandomRecords {
    /** @param event what the value holds; null where it is nobody's event */
    record Input(byte @Nullable [] value, @Nullable SentenceEvent event) {}

    private static final int FRAME = 5;

    private final Random random;
    private final RandomText texts;
    private final List<Integer> schemas;

    /** @param schemas ids of the registry's schemas, that of events first */
    RandomRecords(long seed, List<Integer> schemas) {
        this.random = new Random(seed);
        this.texts = new RandomText(random);
        this.schemas = schemas;
    }

    Input next() {
        int kind = random.nextInt(100);
        if (kind < 60) {
            SentenceEvent event = event();
            return new Input(framed(schemas.get(0), PlainAvroSerializer.bytes(event)), event);
        }
        if (kind < 80) {
            return new Input(damaged(framed(schemas.get(0), PlainAvroSerializer.bytes(event()))), null);
        }
        if (kind < 90) {
            int id = random.nextInt(8) == 0 ? random.nextInt() : schemas.get(random.nextInt(schemas.size()));
            return new Input(framed(id, bytes(random.nextInt(60))), null);
        }
        return new Input(kind == 99 ? null : bytes(random.nextInt(kind == 98 ? 2_000 : 12)), null);
    }

    SentenceEvent event() {
        // A few are longer than the model's positions, than the limit on characters, or than a record may be.
        int pieces = random.nextInt(50) == 0 ? 4_000 : 40;
        String text = texts.next(pieces);
        List<String> tokens = random.nextInt(3) == 0 ? null : tokens(text, pieces);
        return SentenceEvent.newBuilder()
                .setId(texts.next(3))
                .setText(text)
                .setTokens(random.nextInt(3) == 0 ? tokens : null)
                .setPredicates(random.nextInt(3) == 0 ? predicates(tokens == null ? 3 : tokens.size()) : null)
                .setLanguage(random.nextInt(20) == 0 ? texts.next(2) : "en")
                .setAttributes(random.nextInt(10) == 0 ? Map.of(texts.next(2), texts.next(2)) : Map.of())
                .build();
    }

    private List<String> tokens(String text, int most) {
        List<String> tokens = new ArrayList<>(Arrays.asList(text.split(random.nextBoolean() ? "\\s" : "(?<=.)")));
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            tokens.add(random.nextInt(tokens.size() + 1), texts.next(random.nextInt(4)));
        }
        return tokens.subList(0, Math.min(tokens.size(), most));
    }

    /** Some are out of range or given twice. */
    private List<Integer> predicates(int tokens) {
        return random.ints(random.nextInt(4), -1 + random.nextInt(2), Math.max(1, tokens + random.nextInt(2)))
                .boxed()
                .toList();
    }

    private byte[] damaged(byte[] value) {
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(value.length);
            switch (random.nextInt(4)) {
                case 0 -> value[at] = (byte) random.nextInt();
                case 1 -> value[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> value = Arrays.copyOf(value, at + 1);
                default -> {
                    byte[] longer = Arrays.copyOf(value, value.length + 1);
                    System.arraycopy(value, at, longer, at + 1, value.length - at);
                    value = longer;
                }
            }
        }
        return value;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] framed(int schema, byte[] payload) {
        return ByteBuffer.allocate(FRAME + payload.length)
                .put((byte) 0)
                .putInt(schema)
                .put(payload)
                .array();
    }
}
