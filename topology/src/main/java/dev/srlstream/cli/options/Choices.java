package dev.srlstream.cli.options;

import dev.srlstream.conll.GoldFormat;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.sentence.Rejection.Stage;
import dev.srlstream.torchscript.Precision;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** The values of an enumeration as they are typed, for the help. */
public abstract class Choices implements Iterable<String> {
    private final List<String> names;

    private Choices(Enum<?>[] constants) {
        names = Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    @Override
    public Iterator<String> iterator() {
        return names.iterator();
    }

    public static final class Formats extends Choices {
        Formats() {
            super(FramesFormat.values());
        }
    }

    public static final class Policies extends Choices {
        Policies() {
            super(Policy.values());
        }
    }

    public static final class Precisions extends Choices {
        Precisions() {
            super(Precision.values());
        }
    }

    public static final class GoldFormats extends Choices {
        GoldFormats() {
            super(GoldFormat.values());
        }
    }

    public static final class Stages extends Choices {
        Stages() {
            super(Stage.values());
        }
    }
}
