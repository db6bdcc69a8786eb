package dev.srlstream.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.srlstream.pickle.Opcode;
import dev.srlstream.pickle.Pickled;
import dev.srlstream.pickle.Unpickler;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pickle may name beside tensors, and what comes of it. */
class InertNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "builtins getattr",
                "builtins exec",
                "builtins type",
                "builtins __import__",
                "__builtin__ eval",
                "builtins open",
                "builtins memoryview",
                "nt system",
                "subprocess Popen",
                "runpy run_path",
                "importlib import_module",
                "pickle loads",
                "_pickle loads",
                "functools partial",
                "operator methodcaller",
                "operator attrgetter",
                "operator getitem",
                "copyreg _reconstructor",
                "types FunctionType",
                "types CodeType",
                "pathlib Path.unlink",
                "collections namedtuple",
                "collections Counter.__init__",
                "collections.Counter subclass",
                "argparse Namespace.__class__",
                "argparse ArgumentParser",
                "_codecs decode",
                "codecs encode",
                "numpy load",
                "numpy.core.multiarray fromfile",
                "numpy.core.multiarray scalar.__self__",
                "numpy.testing._private.utils runstring",
                "torch load",
                "torch.hub load",
                "torch.jit load",
                "torch _C",
                "torch.storage _load_from_bytes",
                "omegaconf.omegaconf OmegaConf",
                "omegaconf.nodes EnumNode",
                "__main__ Tagger",
                "argparse\tNamespace Namespace",
                "Argparse Namespace"
            })
    void refusesEveryNameThatIsNotOnItsListWithTheCure(String moduleAndName) {
        for (int protocol = 2; protocol <= 5; protocol++) {
            // Given
            String module = moduleAndName.substring(0, moduleAndName.lastIndexOf(' '));
            String name = moduleAndName.substring(module.length() + 1);
            var named = new PickleWriter().proto(protocol);
            if (protocol < 4) {
                named.global(module, name);
            } else {
                named.shortText(module).shortText(name).op(Opcode.STACK_GLOBAL);
            }
            Unpickler unpickler = unpickler(named.op(Opcode.POP, Opcode.NONE).stop());

            // When
            var refused = assertThatThrownBy(unpickler::load);

            // Then
            refused.isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("calls " + Printable.excerpt(module + "." + name) + "; a checkpoint may only")
                    .hasMessageContaining("nothing in it has been run: save the state dict alone with torch.save(");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "torch._utils, _rebuild_qtensor, it holds quantised weights",
        "torch, QInt8Storage, it holds quantised weights",
        "torch._utils, _rebuild_sparse_tensor, it holds sparse tensors",
        "torch._utils, _rebuild_tensor_v3, such as float8",
        "torch._utils, _rebuild_meta_tensor_no_storage, which have no elements",
        "torch._utils, _rebuild_device_tensor_from_numpy, model.cpu()",
        "transformers.training_args, TrainingArguments, training_args.bin"
    })
    void saysWhatSomeNamesTellOfAFile(String module, String name, String cure) {
        // Given
        Unpickler unpickler =
                unpickler(new PickleWriter().proto(2).global(module, name).stop());

        // When
        var refused = assertThatThrownBy(unpickler::load);

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageContaining("calls " + module + "." + name)
                .hasMessageContaining(cure);
    }

    static Stream<Arguments> inertValues() {
        return Stream.of(
                argumentSet(
                        "a call",
                        new PickleWriter()
                                .global("decimal", "Decimal")
                                .text("0.1")
                                .callWithOne(),
                        "decimal.Decimal"),
                argumentSet(
                        "an object with a state",
                        new PickleWriter()
                                .global("argparse", "Namespace")
                                .op(Opcode.EMPTY_TUPLE, Opcode.NEWOBJ, Opcode.EMPTY_DICT, Opcode.BUILD),
                        "argparse.Namespace"),
                argumentSet(
                        "an object of keyword arguments",
                        new PickleWriter()
                                .global("uuid", "UUID")
                                .op(Opcode.EMPTY_TUPLE, Opcode.EMPTY_DICT, Opcode.NEWOBJ_EX),
                        "uuid.UUID"),
                argumentSet(
                        "items of a list and of a dict",
                        new PickleWriter()
                                .global("collections", "deque")
                                .op(Opcode.EMPTY_TUPLE, Opcode.REDUCE, Opcode.NONE, Opcode.APPEND)
                                .op(Opcode.MARK, Opcode.NONE, Opcode.APPENDS, Opcode.NONE, Opcode.NONE, Opcode.SETITEM)
                                .op(Opcode.MARK, Opcode.NONE, Opcode.ADDITEMS),
                        "collections.deque"),
                argumentSet(
                        "a bytearray",
                        new PickleWriter().op(Opcode.BYTEARRAY8).int64(2).op(1, 2),
                        "bytearray"),
                argumentSet(
                        "text of Python 2 that is no text",
                        new PickleWriter().op(Opcode.SHORT_BINSTRING, 2, 0xff, 0xfe),
                        "bytes"),
                argumentSet(
                        "a frozenset", new PickleWriter().op(Opcode.MARK, Opcode.NONE, Opcode.FROZENSET), "frozenset"),
                argumentSet("a class as such", new PickleWriter().global("torch", "float16"), "torch.float16"),
                argumentSet(
                        "what is left on the stack",
                        new PickleWriter()
                                .op(Opcode.NONE, Opcode.MARK, Opcode.NONE, Opcode.POP_MARK, Opcode.POP, Opcode.NONE),
                        "None"));
    }

    @ParameterizedTest
    @MethodSource("inertValues")
    void readsOverValuesThatSayNothingAboutWeights(PickleWriter value, String type) throws CheckpointException {
        // Given: as a value and as a key
        byte[] alone = value.withoutStop();
        var dict = new PickleWriter()
                .proto(4)
                .op(Opcode.EMPTY_DICT)
                .bytes(alone)
                .bytes(alone)
                .op(Opcode.SETITEM);

        // When
        Object read = unpickler(value.stop()).load();
        Object asKey = unpickler(dict.stop()).load();

        // Then
        assertThat(Pickled.typeOf(read)).isEqualTo(type);
        assertThat((Map<?, ?>) asKey).hasSize(1);
    }

    static Stream<Arguments> inertInTheWrongPlace() {
        return Stream.of(
                argumentSet(
                        "as a storage",
                        new PickleWriter()
                                .global("torch._utils", "_rebuild_tensor")
                                .op(Opcode.MARK, Opcode.NONE)
                                .number(0)
                                .numbers(List.of(1L))
                                .numbers(List.of(1L))
                                .op(Opcode.TUPLE, Opcode.REDUCE)
                                .stop(),
                        "arguments of another function"),
                argumentSet(
                        "as a function",
                        new PickleWriter()
                                .global("decimal", "Decimal")
                                .op(Opcode.EMPTY_TUPLE, Opcode.REDUCE, Opcode.EMPTY_TUPLE, Opcode.REDUCE)
                                .stop(),
                        "calls a value that is no function"),
                argumentSet(
                        "a tensor of another library's class",
                        new PickleWriter()
                                .global("torch._tensor", "_rebuild_from_type_v2")
                                .op(Opcode.MARK)
                                .global("torch._utils", "_rebuild_tensor_v2")
                                .global("argparse", "Namespace")
                                .op(Opcode.EMPTY_TUPLE, Opcode.EMPTY_DICT, Opcode.TUPLE, Opcode.REDUCE)
                                .stop(),
                        "arguments of another function"),
                argumentSet(
                        "a tensor of a tensor of a tensor",
                        new PickleWriter()
                                .global("torch._tensor", "_rebuild_from_type_v2")
                                .op(Opcode.MARK)
                                .global("torch._tensor", "_rebuild_from_type_v2")
                                .global("torch", "Tensor")
                                .op(Opcode.EMPTY_TUPLE, Opcode.EMPTY_DICT, Opcode.TUPLE, Opcode.REDUCE)
                                .stop(),
                        "arguments of another function"),
                argumentSet(
                        "state for a tensor",
                        new PickleWriter()
                                .tensor(TestTensor.counting("0", 0, 2), false)
                                .op(Opcode.EMPTY_DICT, Opcode.BUILD)
                                .stop(),
                        "not meant for"));
    }

    @ParameterizedTest
    @MethodSource("inertInTheWrongPlace")
    void refusesThemWhereATensorMustBe(byte[] pickle, String reason) {
        // Given
        Unpickler unpickler = unpickler(pickle);

        // When
        var refused = assertThatThrownBy(unpickler::load);

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining(reason);
    }

    @Test
    void countsEveryLookAtOneListOfATensorsArguments() {
        // Given: 600 tensors of 1,000 dimensions, made of one shape
        var shape = new PickleWriter().proto(2).op(Opcode.MARK);
        for (int i = 0; i < 1_000; i++) {
            shape.op(Opcode.BININT1, 1);
        }
        shape.op(Opcode.TUPLE, Opcode.BINPUT, 0);
        for (int i = 0; i < 600; i++) {
            shape.global("torch", "Size").op(Opcode.BINGET, 0, Opcode.TUPLE1, Opcode.REDUCE);
        }
        Unpickler unpickler = unpickler(shape.stop());

        // When
        var refused = assertThatThrownBy(unpickler::load);

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining("500000 instructions");
    }

    private static Unpickler unpickler(byte[] pickle) {
        return new Unpickler("weights.th: data.pkl", ByteBuffer.wrap(pickle));
    }
}
