package dev.srlstream.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.srlstream.checkpoint.TinyModel;
import dev.srlstream.pickle.Opcode;
import dev.srlstream.pickle.Pickled;
import dev.srlstream.pickle.Unpickler;
import dev.srlstream.refusal.CheckpointException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnpicklerTest {
    static Stream<Arguments> hostilePickles() {
        return Stream.of(
                argumentSet("os.system by GLOBAL and REDUCE", os("os", "system"), "byte 2 calls os.system"),
                argumentSet("eval", os("builtins", "eval"), "byte 2 calls builtins.eval"),
                argumentSet(
                        "STACK_GLOBAL",
                        new PickleWriter()
                                .proto(4)
                                .shortText("posix")
                                .shortText("system")
                                .op(Opcode.STACK_GLOBAL)
                                .stop(),
                        "byte 17 calls posix.system"),
                argumentSet(
                        "STACK_GLOBAL out of the memo",
                        new PickleWriter()
                                .proto(4)
                                .shortText("subprocess")
                                .op(Opcode.MEMOIZE)
                                .shortText("Popen")
                                .op(Opcode.MEMOIZE, Opcode.BINGET, 0, Opcode.BINGET, 1, Opcode.STACK_GLOBAL)
                                .stop(),
                        "calls subprocess.Popen"),
                argumentSet(
                        "INST",
                        new PickleWriter()
                                .proto(2)
                                .op(Opcode.MARK, Opcode.INST)
                                .bytes("os\nsystem\n".getBytes(StandardCharsets.UTF_8))
                                .stop(),
                        "byte 3 calls os.system"),
                argumentSet(
                        "OBJ of an allowed function",
                        new PickleWriter()
                                .proto(2)
                                .op(Opcode.MARK)
                                .global("collections", "OrderedDict")
                                .op(Opcode.OBJ)
                                .stop(),
                        "makes an object of a class"),
                argumentSet(
                        "NEWOBJ of an allowed function",
                        new PickleWriter()
                                .proto(2)
                                .global("collections", "OrderedDict")
                                .op(Opcode.EMPTY_TUPLE, Opcode.NEWOBJ)
                                .stop(),
                        "makes an object of a class"),
                argumentSet(
                        "EXT1", new PickleWriter().proto(2).op(Opcode.EXT1, 1).stop(), "makes an object"),
                argumentSet(
                        "a neighbour of an allowed function",
                        os("torch._utils", "_rebuild_tensor_v2.__globals__"),
                        "calls torch._utils._rebuild_tensor_v2.__globals__"),
                argumentSet("torch.load", os("torch", "load"), "calls torch.load"),
                argumentSet("bytes of a storage", os("torch.storage", "_load_from_bytes"), "calls torch.storage."),
                argumentSet(
                        "an unknown instruction",
                        new PickleWriter().proto(2).op('P').stop(),
                        "instruction 0x50"),
                argumentSet("protocol 0", new byte[] {(byte) 0x80, 0, '.'}, "pickle protocol 0"),
                argumentSet("protocol 6", new byte[] {(byte) 0x80, 6, '.'}, "pickle protocol 6"));
    }

    @ParameterizedTest
    @MethodSource("hostilePickles")
    void refusesWhatAStateDictDoesNotNeed(byte[] pickle, String place) {
        // Given
        Unpickler unpickler = unpickler(pickle);

        // When
        var refused = assertThatThrownBy(unpickler::load);

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("weights.th: data.pkl at byte ")
                .hasMessageContaining(place);
    }

    static Stream<Arguments> brokenPickles() {
        return Stream.of(
                argumentSet("nothing", new byte[0], "ends in the middle"),
                argumentSet(
                        "no end", new PickleWriter().proto(2).op(Opcode.NONE).withoutStop(), "ends in the middle"),
                argumentSet("half a number", new byte[] {(byte) 0x80, 2, 'J', 1, 2}, "ends in the middle"),
                argumentSet("an empty stack", new PickleWriter().proto(2).stop(), "empty stack"),
                argumentSet(
                        "no mark", new PickleWriter().proto(2).op(Opcode.TUPLE).stop(), "never set"),
                argumentSet(
                        "a value from below the mark",
                        new PickleWriter()
                                .op(Opcode.NONE, Opcode.MARK, Opcode.TUPLE1)
                                .stop(),
                        "stack of 0"),
                argumentSet(
                        "an unset memo", new PickleWriter().op(Opcode.BINGET, 3).stop(), "never stored"),
                argumentSet(
                        "a text of 4 GiB",
                        new PickleWriter().op(Opcode.BINUNICODE).int32(-1).stop(),
                        "announces 4294967295 bytes where 1 are left"),
                argumentSet(
                        "a text of 2^63 bytes",
                        new PickleWriter()
                                .op(Opcode.BINUNICODE8)
                                .int64(Long.MIN_VALUE)
                                .stop(),
                        "announces 9223372036854775808 bytes"),
                argumentSet(
                        "bytes of 2^62",
                        new PickleWriter().op(Opcode.BINBYTES8).int64(1L << 62).stop(),
                        "announces 4611686018427387904 bytes"),
                argumentSet(
                        "a number of 2 GiB",
                        new PickleWriter()
                                .op(Opcode.LONG4)
                                .int32(Integer.MAX_VALUE)
                                .stop(),
                        "announces 2147483647 bytes"),
                argumentSet(
                        "a number of negative length",
                        new PickleWriter().op(Opcode.LONG4).int32(-5).stop(),
                        "announces"),
                argumentSet(
                        "a frame beyond the end",
                        new PickleWriter().op(Opcode.FRAME).int64(100).stop(),
                        "announces 100 bytes"),
                argumentSet("no UTF-8", new byte[] {'X', 1, 0, 0, 0, (byte) 0xff, '.'}, "not UTF-8"),
                argumentSet(
                        "a key without a value",
                        new PickleWriter()
                                .op(Opcode.EMPTY_DICT, Opcode.MARK, Opcode.NONE, Opcode.SETITEMS)
                                .stop(),
                        "a key without a value"),
                argumentSet(
                        "a dict that is its own key",
                        new PickleWriter()
                                .op(Opcode.EMPTY_DICT, Opcode.BINPUT, 0, Opcode.BINGET, 0, Opcode.NONE, Opcode.SETITEM)
                                .stop(),
                        "container or tensor as key"),
                argumentSet(
                        "a tensor as a key",
                        new PickleWriter()
                                .op(Opcode.EMPTY_DICT)
                                .tensor(TestTensor.counting("0", 0, 2), false)
                                .op(Opcode.NONE, Opcode.SETITEM)
                                .stop(),
                        "tensor as key"),
                argumentSet(
                        "appending to a dict",
                        new PickleWriter()
                                .op(Opcode.EMPTY_DICT, Opcode.NONE, Opcode.APPEND)
                                .stop(),
                        "not meant for"),
                argumentSet(
                        "calling a text",
                        new PickleWriter()
                                .text("f")
                                .op(Opcode.EMPTY_TUPLE, Opcode.REDUCE)
                                .stop(),
                        "a value that is no function"),
                argumentSet(
                        "a tensor without arguments",
                        new PickleWriter()
                                .global("torch._utils", "_rebuild_tensor_v2")
                                .op(Opcode.EMPTY_TUPLE, Opcode.REDUCE)
                                .stop(),
                        "arguments of another function"),
                argumentSet(
                        "a storage with two sizes",
                        new PickleWriter()
                                .tensor(TestTensor.counting("0", 0, 2), false)
                                .tensor(TestTensor.counting("0", 0, 3), false)
                                .stop(),
                        "as 3 of torch.float32, but before as 2 of torch.float32"),
                argumentSet(
                        "a tensor to be negated",
                        new PickleWriter()
                                .global("torch._utils", "_rebuild_tensor_v2")
                                .op(Opcode.MARK, Opcode.NONE, Opcode.NONE, Opcode.NONE, Opcode.NONE, Opcode.NONE)
                                .op(Opcode.NONE, Opcode.EMPTY_DICT)
                                .text("neg")
                                .op(Opcode.NEWTRUE, Opcode.SETITEM, Opcode.TUPLE, Opcode.REDUCE)
                                .stop(),
                        "flags that change the meaning"),
                argumentSet(
                        "a storage of an unknown sort",
                        new PickleWriter()
                                .text("storage")
                                .op(Opcode.TUPLE1, Opcode.BINPERSID)
                                .stop(),
                        "refers to a storage"));
    }

    @ParameterizedTest
    @MethodSource("brokenPickles")
    void refusesWhatIsBroken(byte[] pickle, String reason) {
        // Given
        Unpickler unpickler = unpickler(pickle);

        // When
        var refused = assertThatThrownBy(unpickler::load);

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining(reason);
    }

    @Test
    void readsOrdinaryValuesOfAllProtocols() throws CheckpointException {
        // Given
        byte[] pickle = new PickleWriter()
                .proto(4)
                .op(Opcode.FRAME)
                .int64(0)
                .op(Opcode.EMPTY_DICT, Opcode.MEMOIZE, Opcode.MARK)
                .shortText("epoch")
                .op(Opcode.BININT1, 200)
                .text("losses")
                .op(Opcode.EMPTY_LIST, Opcode.MARK, Opcode.BINFLOAT, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0)
                .op(Opcode.NEWTRUE, Opcode.NONE, Opcode.APPENDS)
                .text("negative")
                .op(Opcode.BININT)
                .int32(-2)
                .text("huge")
                .op(Opcode.LONG1, 9, 0, 0, 0, 0, 0, 0, 0, 0, 1)
                .text("minus one")
                .op(Opcode.LONG1, 1, 0xff)
                .text("zero")
                .op(Opcode.LONG1, 0)
                .text("raw")
                .op(Opcode.SHORT_BINBYTES, 2, 0xff, 0xfe)
                .text("set")
                .op(Opcode.EMPTY_SET, Opcode.MARK, Opcode.BININT2, 1, 1, Opcode.ADDITEMS)
                .op(Opcode.SETITEMS)
                .stop();

        // When
        Object value = unpickler(pickle).load();

        // Then
        assertThat(value).isInstanceOf(Map.class);
        Map<?, ?> dict = (Map<?, ?>) value;
        assertThat(dict.get("epoch")).isEqualTo(200L);
        assertThat(dict.get("losses")).isEqualTo(List.of(1.5, true, Pickled.Opaque.NONE));
        assertThat(dict.get("negative")).isEqualTo(-2L);
        assertThat(dict.get("huge")).isEqualTo(BigInteger.TWO.pow(64));
        assertThat(dict.get("minus one")).isEqualTo(-1L);
        assertThat(dict.get("zero")).isEqualTo(0L);
        assertThat(dict.get("raw")).isEqualTo(Pickled.Opaque.BYTES);
        assertThat(dict.get("set")).isEqualTo(List.of(257L));
    }

    @Test
    void readsDeepNestingWithoutRunningOutOfStack() throws CheckpointException {
        // Given
        var writer = new PickleWriter().proto(2).op(Opcode.EMPTY_TUPLE);
        for (int i = 0; i < 200_000; i++) {
            writer.op(Opcode.TUPLE1);
        }

        // When
        Object nested = unpickler(writer.stop()).load();

        // Then
        assertThat(nested).isInstanceOf(Pickled.Tuple.class);
    }

    @Test
    void givesUpOnAPickleWithoutEnd() {
        // Given
        var writer = new PickleWriter().proto(2);
        for (int i = 0; i < 600_000; i++) {
            writer.op(Opcode.EMPTY_TUPLE);
        }
        Unpickler unpickler = unpickler(writer.stop());

        // When
        var refused = assertThatThrownBy(unpickler::load);

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining("500000 instructions");
    }

    @Test
    void countsEveryCopyThatIsMadeOfADict() {
        // Given: 600 dicts of 1,000 entries, made of one list
        var writer = new PickleWriter().proto(2).op(Opcode.EMPTY_LIST, Opcode.MARK);
        for (int i = 0; i < 1_000; i++) {
            writer.text("key " + i).op(Opcode.NONE, Opcode.TUPLE2);
        }
        writer.op(Opcode.APPENDS, Opcode.TUPLE1, Opcode.BINPUT, 0).global("collections", "OrderedDict");
        writer.op(Opcode.BINPUT, 1);
        for (int i = 0; i < 600; i++) {
            writer.op(Opcode.BINGET, 1, Opcode.BINGET, 0, Opcode.REDUCE);
        }
        Unpickler unpickler = unpickler(writer.stop());

        // When
        var refused = assertThatThrownBy(unpickler::load);

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining("500000 instructions");
    }

    @Test
    void answersEveryMutilationOfAPickleWithAValueOrARefusal() {
        // Given
        long seed = System.nanoTime();
        var random = new Random(seed);
        byte[] sound = TorchWriter.stateDict(new TinyModel().tensors, false);

        for (int round = 0; round < 3_000; round++) {
            byte[] mutilated = sound.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                mutilated[random.nextInt(mutilated.length)] = (byte) random.nextInt(256);
            }

            // When
            Throwable thrown = thrownBy(mutilated);

            // Then
            assertThat(thrown == null || thrown instanceof CheckpointException)
                    .as("seed %d, round %d: %s", seed, round, thrown)
                    .isTrue();
        }
    }

    private static @Nullable Throwable thrownBy(byte[] pickle) {
        try {
            unpickler(pickle).load();
            return null;
        } catch (CheckpointException | RuntimeException | StackOverflowError e) {
            return e;
        }
    }

    private static byte[] os(String module, String function) {
        return new PickleWriter()
                .proto(2)
                .global(module, function)
                .text("touch pwned")
                .op(Opcode.TUPLE1, Opcode.REDUCE)
                .stop();
    }

    private static Unpickler unpickler(byte[] pickle) {
        return new Unpickler("weights.th: data.pkl", ByteBuffer.wrap(pickle));
    }
}
