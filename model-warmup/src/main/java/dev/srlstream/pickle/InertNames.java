package dev.srlstream.pickle;

import dev.srlstream.pickle.Pickled.InertName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The classes and functions that a pickle may name and call beside those of {@link AllowedCall}: those of values that
 * training scripts keep beside weights. None is loaded, called or imitated; what a call of it would give is read over. The
 * list is complete: what is not on it is refused. It has nothing that takes a function or a name to act upon, so no
 * {@code getattr} (which enum members of Python 3.11 call), no {@code functools.partial} and no {@code operator}.
 */
public final class InertNames {
    /** A module, then its names; behind = the type of the result where the name does not say it. */
    private static final String LIST = """
        builtins bool bytearray bytes complex dict float frozenset int list object range set slice str tuple Ellipsis
        __builtin__ bool bytearray bytes complex dict float frozenset int list long object set slice str tuple unicode
        __builtin__ xrange=range Ellipsis
        _codecs encode=bytes
        argparse Namespace
        collections Counter deque
        datetime date datetime time timedelta timezone
        decimal Decimal
        fractions Fraction
        pathlib Path PosixPath PurePath PurePosixPath PureWindowsPath WindowsPath
        pathlib._local Path PosixPath PurePath PurePosixPath PureWindowsPath WindowsPath
        types SimpleNamespace
        typing Any Dict List Optional Tuple Union
        uuid UUID
        numpy dtype ndarray bool_ bytes_ str_ float16 float32 float64 longdouble complex64 complex128
        numpy int8 int16 int32 int64 intc longlong uint8 uint16 uint32 uint64 uintc ulonglong datetime64 timedelta64
        numpy.core.multiarray scalar=numpy.generic _reconstruct=numpy.ndarray
        numpy._core.multiarray scalar=numpy.generic _reconstruct=numpy.ndarray
        numpy.core.numeric _frombuffer=numpy.ndarray
        numpy._core.numeric _frombuffer=numpy.ndarray
        numpy.random._pickle __randomstate_ctor=numpy.random.RandomState __generator_ctor=numpy.random.Generator
        numpy.random._pickle __bit_generator_ctor=numpy.random.BitGenerator
        numpy.random._mt19937 MT19937
        numpy.random._pcg64 PCG64
        torch device Tensor
        torch float16 float32 float64 bfloat16 complex32 complex64 complex128 int8 int16 int32 int64 uint8 bool
        torch uint16 uint32 uint64 float8_e4m3fn float8_e4m3fnuz float8_e5m2 float8_e5m2fnuz
        torch.nn.parameter Parameter Buffer
        torch.serialization _get_layout=torch.layout
        pytorch_lightning.utilities.parsing AttributeDict
        lightning_fabric.utilities.data AttributeDict
        lightning.fabric.utilities.data AttributeDict
        pytorch_lightning.callbacks.model_checkpoint ModelCheckpoint
        pytorch_lightning.callbacks.early_stopping EarlyStopping
        pytorch_lightning.callbacks.lr_monitor LearningRateMonitor
        omegaconf.base ContainerMetadata Metadata
        omegaconf.dictconfig DictConfig
        omegaconf.listconfig ListConfig
        omegaconf.nodes AnyNode BooleanNode BytesNode FloatNode IntegerNode PathNode StringNode\
        """;

    private static final Map<String, InertName> NAMES = parse();

    private InertNames() {}

    public static Optional<InertName> named(String module, String name) {
        return Optional.ofNullable(NAMES.get(module + " " + name));
    }

    private static Map<String, InertName> parse() {
        Map<String, InertName> names = new HashMap<>();
        LIST.lines().forEach(line -> {
            String[] words = line.split(" ", -1);
            for (int i = 1; i < words.length; i++) {
                String[] nameAndType = words[i].split("=", -1);
                String type = nameAndType.length == 2 ? nameAndType[1] : words[0] + "." + words[i];
                names.put(
                        words[0] + " " + nameAndType[0],
                        new InertName(type.replaceFirst("^(__)?builtins?(__)?\\.", "")));
            }
        });
        return Map.copyOf(names);
    }
}
