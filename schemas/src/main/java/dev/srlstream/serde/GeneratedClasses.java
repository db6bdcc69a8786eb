package dev.srlstream.serde;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificFixed;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes that Avro generated from a schema, and no others. Since 1.12 Avro itself loads only classes that system properties of
 * the whole process list; here it is enough that a class was generated, because only such classes are ever instantiated. Lives as long as
 * its reader.
 */
final class GeneratedClasses extends SpecificData {
    private final Map<String, Class<?>> loaded = new ConcurrentHashMap<>();

    private GeneratedClasses(ClassLoader loader) {
        super(loader);
    }

    static GeneratedClasses of(ClassLoader loader) {
        return new GeneratedClasses(loader);
    }

    /** The classes beside a generated one, with its conversions of logical types. */
    static GeneratedClasses besides(Class<? extends SpecificRecord> type) {
        GeneratedClasses classes = new GeneratedClasses(type.getClassLoader());
        SpecificData.getForClass(type).getConversions().forEach(classes::addLogicalTypeConversion);
        return classes;
    }

    @Override
    @SuppressWarnings("rawtypes") // As in the overridden method.
    public @Nullable Class getClass(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> load(schema, SpecificRecord.class);
            case ENUM -> load(schema, GenericEnumSymbol.class);
            case FIXED -> load(schema, SpecificFixed.class);
            default -> super.getClass(schema);
        };
    }

    private @Nullable Class<?> load(Schema schema, Class<?> generated) {
        Class<?> found = loaded.computeIfAbsent(getClassName(schema), this::load);
        return found != null && generated.isAssignableFrom(found) ? found : null;
    }

    private @Nullable Class<?> load(String name) {
        try {
            return Class.forName(name, false, getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}
