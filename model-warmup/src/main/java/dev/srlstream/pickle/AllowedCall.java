package dev.srlstream.pickle;

import dev.srlstream.pickle.Pickled.InertName;
import dev.srlstream.pickle.Pickled.Opaque;
import dev.srlstream.pickle.Pickled.StorageReference;
import dev.srlstream.pickle.Pickled.TensorReference;
import dev.srlstream.pickle.Pickled.Tuple;
import dev.srlstream.statedict.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The functions that a pickle may call to make a state dict. None is executed: each is a description of a value, which is
 * made here from its arguments.
 */
enum AllowedCall {
    ORDERED_DICT("collections", "OrderedDict") {
        @Override
        Object describe(List<Object> arguments) {
            Map<Object, Object> dict = new LinkedHashMap<>();
            // Python 2 gives the entries as a list of lists of two. Only strings: hashing a container could be made
            // endless.
            for (Object entry : arguments.isEmpty() ? List.of() : items(arguments.get(0))) {
                List<?> pair = items(entry);
                if (!(pair.get(0) instanceof String key) || !Pickled.isShort(key)) {
                    throw new ClassCastException("a key that is no short text");
                }
                dict.put(key, pair.get(1));
            }
            return dict;
        }
    },
    /** Its argument makes values for keys that are not there; none is ever asked for. */
    DEFAULT_DICT("collections", "defaultdict") {
        @Override
        Object describe(List<Object> arguments) {
            return new LinkedHashMap<>();
        }
    },
    SIZE("torch", "Size") {
        @Override
        Object describe(List<Object> arguments) {
            return arguments.isEmpty() ? new Tuple(List.of()) : new Tuple(List.copyOf(items(arguments.get(0))));
        }
    },
    REBUILD_TENSOR("torch._utils", "_rebuild_tensor") {
        @Override
        Object describe(List<Object> arguments) {
            return new TensorReference((StorageReference) arguments.get(0), view(arguments));
        }
    },
    REBUILD_TENSOR_V2("torch._utils", "_rebuild_tensor_v2") {
        @Override
        Object describe(List<Object> arguments) {
            // The seventh argument may ask for conjugated or negated elements.
            if (arguments.size() > 6
                    && arguments.get(6) != Opaque.NONE
                    && !(arguments.get(6) instanceof Map<?, ?> m && m.isEmpty())) {
                throw new IllegalArgumentException("it has flags that change the meaning of its elements");
            }
            return new TensorReference((StorageReference) arguments.get(0), view(arguments));
        }
    },
    REBUILD_PARAMETER("torch._utils", "_rebuild_parameter") {
        @Override
        Object describe(List<Object> arguments) {
            return (TensorReference) arguments.get(0);
        }
    },
    REBUILD_PARAMETER_WITH_STATE("torch._utils", "_rebuild_parameter_with_state") {
        @Override
        Object describe(List<Object> arguments) {
            return (TensorReference) arguments.get(0);
        }
    },
    /** Of a tensor with attributes: another function, the tensor's class, that function's arguments, the attributes. */
    REBUILD_FROM_TYPE("torch._tensor", "_rebuild_from_type_v2") {
        @Override
        Object describe(List<Object> arguments) {
            InertName type = (InertName) arguments.get(1);
            if (arguments.get(0) != REBUILD_TENSOR_V2 || !type.type().startsWith("torch.")) {
                throw new ClassCastException("a tensor of a class that is not PyTorch's");
            }
            List<?> inner = items(arguments.get(2));
            Objects.checkIndex(inner.size(), MOST_ARGUMENTS + 1);
            return REBUILD_TENSOR_V2.describe(List.copyOf(inner));
        }
    };

    /** As many as {@code _rebuild_tensor_v2} takes at most. */
    private static final int MOST_ARGUMENTS = 7;

    private final String module;
    private final String function;

    AllowedCall(String module, String function) {
        this.module = module;
        this.function = function;
    }

    static Optional<AllowedCall> named(String module, String function) {
        for (AllowedCall call : values()) {
            if (call.module.equals(module) && call.function.equals(function)) {
                return Optional.of(call);
            }
        }
        return Optional.empty();
    }

    /**
     * The value that the call describes.
     *
     * @throws IllegalArgumentException with the reason, when the view is impossible
     * @throws ClassCastException or IndexOutOfBoundsException when the arguments are not the function's
     */
    abstract Object describe(List<Object> arguments);

    String pythonName() {
        return module + "." + function;
    }

    /**
     * How many values a call looks at. One long list can be handed to any number of calls, so that its length counts every
     * time; so does that of the lists among the arguments that it hands on.
     *
     * @throws IndexOutOfBoundsException when there are more arguments than any function takes
     */
    int work(List<Object> arguments) {
        Objects.checkIndex(arguments.size(), MOST_ARGUMENTS + 1);
        int work = arguments.stream().mapToInt(AllowedCall::length).sum();
        if (this == REBUILD_FROM_TYPE && length(arguments.get(2)) <= MOST_ARGUMENTS) {
            work += items(arguments.get(2)).stream()
                    .mapToInt(AllowedCall::length)
                    .sum();
        }
        return work;
    }

    private static int length(Object argument) {
        return argument instanceof Tuple || argument instanceof List
                ? items(argument).size()
                : 0;
    }

    private static View view(List<Object> arguments) {
        return new View((Long) arguments.get(1), numbers(arguments.get(2)), numbers(arguments.get(3)));
    }

    private static List<Long> numbers(Object sequence) {
        return items(sequence).stream().map(Long.class::cast).toList();
    }

    private static List<?> items(Object sequence) {
        return sequence instanceof Tuple tuple ? tuple.items() : (List<?>) sequence;
    }
}
