package dev.srlstream.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.registry.FakeRegistry;
import dev.srlstream.registry.FakeRegistry.Dialect;
import dev.srlstream.registry.SchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostilePayloadTest {
    private static final String LIST =
            "{'type':'record','name':'R','fields':[{'name':'a','type':{'type':'array','items':%s}}]}";
    private static final long TEN_MEGABYTES = 10L << 20;

    private final FakeRegistry registry;

    HostilePayloadTest() throws IOException {
        registry = new FakeRegistry(Dialect.CONFLUENT);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // what the item is | payload in hexadecimal | reason
                "'int'    | feffffff0f 00              | the record ends early",
                "'string' | 02 feffffff0f 00           | a value claims 2147483647 bytes where 1 are left",
                "'string' | 02 01                      | a value claims -1 bytes where 0 are left",
                "'bytes'  | 02 feffffffffffffffff01    | a value claims 9223372036854775807 bytes where 0 are left",
                "'int'    | ffffffffffffffffff01 00 00 | a block claims 0 bytes",
                "'int'    | 01 10 02 00                | a block claims 8 bytes",
                "'int'    | 03 02 02 02 00             | a block has another size than it claims",
                "'int'    | 02 ffffffffff01 00         | a number is not encoded as Avro does",
                "'null'   | feffffff0f 00              | there are far more values than bytes",
                "{'type':'fixed','name':'F','size':2147483000} | 02 00 | a value claims 2147483000 bytes where 1 are left",
                "{'type':'enum','name':'E','symbols':['A']}    | 02 02 00 | there is a choice 1 among 1",
                "['null','int']                                | 02 03 00 | there is a choice -2 among 2",
                "{'type':'map','values':'int'}                 | 02 02 02 | a value claims 1 bytes where 0 are left",
            })
    void refusesAnArrayThatClaimsWhatItDoesNotHave(String items, String hex, String reason) {
        // Given
        int id = registry.put("t-value", String.format(LIST, items).replace('\'', '"'), null);
        byte[] bytes = framed(id, HexFormat.of().parseHex(hex.replace(" ", "")));
        AvroDeserializer<GenericRecord> deserializer = generic();

        // When
        Throwable thrown = withinTenMegabytes(() -> catchThrowable(() -> deserializer.deserialize("t", bytes)));

        // Then
        assertThat(thrown)
                .isInstanceOf(SerializationException.class)
                .hasMessage("A value of topic 't' cannot be decoded: " + reason + " at R.a");
    }

    @Test
    void refusesTrailingBytes() {
        // Given
        int id = registry.put("t-value", String.format(LIST, "'int'").replace('\'', '"'), null);

        // When
        Throwable thrown = catchThrowable(() -> generic().deserialize("t", framed(id, new byte[] {0, 0, 0})));

        // Then
        assertThat(thrown)
                .isInstanceOf(SerializationException.class)
                .hasMessageEndingWith("the record is complete, but 2 more bytes follow");
    }

    @Test
    void refusesValuesNestedTooDeeply() {
        // Given
        String list = "{'type':'record','name':'Node','fields':[{'name':'next','type':['null','Node']}]}";
        int id = registry.put("t-value", list.replace('\'', '"'), null);
        byte[] nested = new byte[1_000_000];
        Arrays.fill(nested, (byte) 2);
        nested[nested.length - 1] = 0;
        byte[] allowed = Arrays.copyOfRange(nested, nested.length - 100, nested.length);

        // When
        Throwable thrown = catchThrowable(() -> generic().deserialize("t", framed(id, nested)));
        GenericRecord read = generic().deserialize("t", framed(id, allowed));

        // Then
        assertThat(thrown)
                .isInstanceOf(SerializationException.class)
                .hasMessageEndingWith("values are nested more than 512 levels deep at Node.next");
        assertThat(read).isNotNull();
    }

    @Test
    void refusesASchemaWhoseTypesChainTooDeeply() {
        // Given
        StringBuilder chain = new StringBuilder("[");
        for (int i = 0; i < 20_000; i++) {
            chain.append("{'type':'record','name':'R").append(i).append("','fields':[");
            chain.append("{'name':'f','type':'R").append(i + 1).append("'}]},");
        }
        chain.append("{'type':'record','name':'R20000','fields':[]}]");
        int id = registry.put("t-value", chain.toString().replace('\'', '"'), null);

        // When
        Throwable thrown = catchThrowable(() -> generic().deserialize("t", framed(id, new byte[] {0})));

        // Then
        assertThat(thrown).isInstanceOf(SerializationException.class);
    }

    @Test
    void refusesRecordsThatMultiplyWithoutBytes() {
        // Given
        StringBuilder doubling = new StringBuilder("{'type':'record','name':'R0','fields':[]}");
        for (int i = 1; i <= 60; i++) {
            String first = doubling.toString();
            doubling = new StringBuilder("{'type':'record','name':'R" + i + "','fields':[{'name':'a','type':" + first
                    + "},{'name':'b','type':'R" + (i - 1) + "'}]}");
        }
        int id = registry.put("t-value", doubling.toString().replace('\'', '"'), null);

        // When
        Throwable thrown = catchThrowable(() -> generic().deserialize("t", framed(id, new byte[0])));

        // Then
        assertThat(thrown)
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("there are far more values than bytes");
    }

    @Test
    void readsArraysOfOlderWritersWhoseElementsHaveFewerFields() {
        // Given: two tokens of one byte each, where the reader's tokens take three bytes at least
        String text =
                "{'type':'record','name':'SentenceFrames','fields':[{'name':'pairs','type':{'type':'array','items':"
                        + "{'type':'record','name':'Pair','fields':[{'name':'i','type':'int'}]}}}]}";
        Schema writer = new Schema.Parser().parse(text.replace('\'', '"'));
        Schema reader = new Schema.Parser()
                .parse(text.replace("'type':'int'}", "'type':'int'},{'name':'d','type':'double','default':0.5}")
                        .replace('\'', '"'));

        // When
        Object read = RecordReader.generic(writer, reader).read(new byte[] {4, 2, 4, 0}, 0);

        // Then
        assertThat(read).hasToString("{\"pairs\": [{\"i\": 1, \"d\": 0.5}, {\"i\": 2, \"d\": 0.5}]}");
    }

    @Test
    void eitherReadsOrRefusesWhateverHappenedToTheBytes() {
        // Given
        long seed = System.nanoTime();
        System.out.println("HostilePayloadTest seed=" + seed);
        Random random = new Random(seed);
        SchemaRegistryClient client = new SchemaRegistryClient(registry.settings());
        byte[] good = frames(client);
        AvroDeserializer<SentenceFrames> deserializer = AvroDeserializer.forValues(SentenceFrames.class, client);
        int refused = 0;

        // When
        for (int i = 0; i < 5_000; i++) {
            Throwable thrown = catchThrowable(() -> deserializer.deserialize("frames", damaged(good, random)));
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(SerializationException.class);
                refused++;
            }
        }

        // Then
        assertThat(refused).isBetween(1, 4_999);
    }

    @Test
    void refusesEveryTruncation() {
        // Given
        SchemaRegistryClient client = new SchemaRegistryClient(registry.settings());
        byte[] good = frames(client);
        AvroDeserializer<SentenceFrames> deserializer = AvroDeserializer.forValues(SentenceFrames.class, client);

        for (int length = 0; length < good.length; length++) {
            // When
            byte[] truncated = Arrays.copyOf(good, length);
            Throwable thrown = catchThrowable(() -> deserializer.deserialize("frames", truncated));

            // Then
            assertThat(thrown).as("%d bytes", length).isInstanceOf(SerializationException.class);
        }
    }

    private static byte[] frames(SchemaRegistryClient client) {
        return Objects.requireNonNull(
                AvroSerializer.<SentenceFrames>forValues(client).serialize("frames", Samples.frames()));
    }

    /** Changes or inserts a few bytes behind the schema id. */
    private static byte[] damaged(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = WireFormat.PAYLOAD_OFFSET + random.nextInt(bytes.length - WireFormat.PAYLOAD_OFFSET);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                default -> {
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
                    System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
                    bytes = longer;
                }
            }
        }
        return bytes;
    }

    private interface Attempt {
        @Nullable
        Throwable run();
    }

    private static @Nullable Throwable withinTenMegabytes(Attempt attempt) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Throwable thrown = attempt.run();
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(TEN_MEGABYTES);
        return thrown;
    }

    private AvroDeserializer<GenericRecord> generic() {
        AvroDeserializer<GenericRecord> deserializer = new AvroDeserializer<>();
        deserializer.configure(registry.settings(), false);
        return deserializer;
    }

    private static byte[] framed(int id, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WireFormat.writeHeader(out, id);
        out.writeBytes(payload);
        return out.toByteArray();
    }
}
