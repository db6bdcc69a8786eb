package dev.srlstream.log.catalogue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.srlstream.log.EventKind;
import dev.srlstream.log.LogEvent;
import java.util.Comparator;
import java.util.List;

/** The events of all modules that log. */
final class Catalogue {
    private static final List<Class<? extends LogEvent>> CLASSES = find();

    private Catalogue() {}

    /** By name. */
    static List<EventKind> kinds() {
        return CLASSES.stream()
                .map(EventKind::of)
                .sorted(Comparator.comparing(EventKind::name))
                .toList();
    }

    static List<Class<? extends LogEvent>> classes() {
        return CLASSES;
    }

    private static List<Class<? extends LogEvent>> find() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.srlstream.log")
                        .stream()
                        .filter(type -> type.isAssignableTo(LogEvent.class) && !type.isInterface())
                        .<Class<? extends LogEvent>>map(type -> type.reflect().asSubclass(LogEvent.class))
                        .toList();
    }
}
