package dev.srlstream.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.srlstream.pickle.Opcode;
import dev.srlstream.pickle.Unpickler;
import dev.srlstream.refusal.CheckpointException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pickles that are small and would keep a reader busy for minutes: what makes each of them quick. */
class BoundedWorkTest {
    @Test
    void comparesNoKeysButTexts() throws CheckpointException {
        // Given: numbers that hash alike are slow in one table, and so is one of megabytes that is hashed again and
        // again
        byte[] megabyte = new byte[1 << 20];
        megabyte[megabyte.length - 1] = 1;
        byte[] pickle = new PickleWriter()
                .proto(2)
                .op(Opcode.EMPTY_DICT, Opcode.LONG4)
                .int32(megabyte.length)
                .bytes(megabyte)
                .op(Opcode.BINPUT, 0, Opcode.NONE, Opcode.SETITEM)
                .op(Opcode.BINGET, 0, Opcode.NONE, Opcode.SETITEM)
                .number(7)
                .op(Opcode.NONE, Opcode.SETITEM)
                .text("seven")
                .op(Opcode.NONE, Opcode.SETITEM)
                .stop();

        // When
        var dict = (Map<?, ?>) unpickler(pickle).load();

        // Then
        assertThat(dict).hasSize(4);
        assertThat(dict.containsKey("seven")).isTrue();
        assertThat(dict.containsKey(7L)).isFalse();
        assertThat(dict.keySet()).noneMatch(BigInteger.class::isInstance);
    }

    static Stream<Arguments> slow() {
        String longKey = "k".repeat(1025);
        var sameKey = new PickleWriter().proto(2).op(Opcode.EMPTY_LIST, Opcode.MARK);
        for (int i = 0; i < 2_000; i++) {
            sameKey.op(Opcode.BINGET, 9);
        }
        // A list of 2,000 times the same entry, which leave one key in every dict that is made of them.
        byte[] entries = new PickleWriter()
                .proto(2)
                .text("key")
                .op(Opcode.NONE, Opcode.TUPLE2, Opcode.BINPUT, 9)
                .bytes(sameKey.op(Opcode.APPENDS, Opcode.TUPLE1, Opcode.BINPUT, 0)
                        .withoutStop())
                .global("collections", "OrderedDict")
                .op(Opcode.BINPUT, 1)
                .withoutStop();
        var copies = new PickleWriter().bytes(entries);
        for (int i = 0; i < 300; i++) {
            copies.op(Opcode.BINGET, 1, Opcode.BINGET, 0, Opcode.REDUCE);
        }
        return Stream.of(
                argumentSet(
                        "a long key",
                        new PickleWriter()
                                .proto(2)
                                .op(Opcode.EMPTY_DICT)
                                .text(longKey)
                                .op(Opcode.NONE, Opcode.SETITEM)
                                .stop(),
                        "a text of 1025 characters as key"),
                argumentSet(
                        "a long key of an OrderedDict",
                        new PickleWriter()
                                .proto(2)
                                .global("collections", "OrderedDict")
                                .op(Opcode.EMPTY_LIST)
                                .text(longKey)
                                .op(Opcode.NONE, Opcode.TUPLE2, Opcode.APPEND, Opcode.TUPLE1, Opcode.REDUCE)
                                .stop(),
                        "calls collections.OrderedDict with arguments of another function"),
                argumentSet(
                        "a storage with a long key",
                        new PickleWriter()
                                .proto(2)
                                .op(Opcode.MARK)
                                .text("storage")
                                .global("torch", "FloatStorage")
                                .text(longKey)
                                .text("cpu")
                                .number(1)
                                .op(Opcode.TUPLE, Opcode.BINPERSID)
                                .stop(),
                        "refers to a storage in a way"),
                argumentSet("copies of one entry", copies.stop(), "500000 instructions"),
                argumentSet(
                        "a thousand arguments",
                        new PickleWriter()
                                .proto(2)
                                .global("collections", "OrderedDict")
                                .numbers(Collections.nCopies(1000, 1L))
                                .op(Opcode.REDUCE)
                                .stop(),
                        "arguments of another function"));
    }

    @ParameterizedTest
    @MethodSource("slow")
    void refusesWhatWouldTakeTooLong(byte[] pickle, String reason) {
        // Given
        Unpickler unpickler = unpickler(pickle);

        // When
        var refused = assertThatThrownBy(unpickler::load);

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining(reason);
    }

    @Test
    void writesAShapeOfManyDimensionsInShort() {
        // Given
        var many = Collections.nCopies(60, 1L << 40);
        Unpickler unpickler = unpickler(new PickleWriter()
                .proto(2)
                .global("torch._utils", "_rebuild_tensor")
                .op(Opcode.MARK, Opcode.MARK)
                .text("storage")
                .global("torch", "FloatStorage")
                .text("0")
                .text("cpu")
                .number(1)
                .op(Opcode.TUPLE, Opcode.BINPERSID)
                .number(0)
                .numbers(many)
                .numbers(many)
                .op(Opcode.TUPLE, Opcode.REDUCE)
                .stop());

        // When
        var refused = assertThatThrownBy(unpickler::load);

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageContaining("(60 dimensions)")
                .message()
                .hasSizeLessThan(600);
    }

    private static Unpickler unpickler(byte[] pickle) {
        return new Unpickler("weights.th: data.pkl", ByteBuffer.wrap(pickle));
    }
}
