package dev.srlstream.serde;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.CLASS;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The settings of {@link AvroSerializer} and {@link AvroDeserializer} besides the registry's, with Confluent's names and defaults. Immutable. */
public final class AvroSerdeConfig extends AbstractConfig {
    public static final String AUTO_REGISTER = "auto.register.schemas";
    public static final String USE_LATEST = "use.latest.version";
    public static final String LATEST_STRICT = "latest.compatibility.strict";
    public static final String NORMALIZE = "normalize.schemas";
    public static final String REMOVE_JAVA_PROPERTIES = "avro.remove.java.properties";
    public static final String SPECIFIC_READER = "specific.avro.reader";
    public static final String KEY_TYPE = "specific.avro.key.type";
    public static final String VALUE_TYPE = "specific.avro.value.type";
    public static final String KEY_SUBJECT_STRATEGY = "key.subject.name.strategy";
    public static final String VALUE_SUBJECT_STRATEGY = "value.subject.name.strategy";

    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    AUTO_REGISTER,
                    BOOLEAN,
                    true,
                    MEDIUM,
                    "Whether a serializer registers schemas that the registry does not have yet.")
            .define(
                    USE_LATEST,
                    BOOLEAN,
                    false,
                    LOW,
                    "Whether a serializer writes with the subject's newest version; counts where " + AUTO_REGISTER
                            + " is false.")
            .define(
                    LATEST_STRICT,
                    BOOLEAN,
                    true,
                    LOW,
                    "Whether " + USE_LATEST + " refuses a newest version that cannot read what is written.")
            .define(
                    NORMALIZE,
                    BOOLEAN,
                    false,
                    LOW,
                    "Whether the registry brings schemas into their normal form before it compares them.")
            .define(
                    REMOVE_JAVA_PROPERTIES,
                    BOOLEAN,
                    false,
                    LOW,
                    "Whether avro.java.string is left out of schemas that a serializer registers.")
            .define(
                    SPECIFIC_READER,
                    BOOLEAN,
                    false,
                    MEDIUM,
                    "Whether a deserializer gives instances of generated classes instead of generic records.")
            .define(
                    KEY_TYPE,
                    CLASS,
                    null,
                    MEDIUM,
                    "Generated class that a key deserializer gives; any other record is refused.")
            .define(
                    VALUE_TYPE,
                    CLASS,
                    null,
                    MEDIUM,
                    "Generated class that a value deserializer gives; any other record is refused.")
            .define(
                    KEY_SUBJECT_STRATEGY,
                    STRING,
                    SubjectNameStrategy.TOPIC.className(),
                    SubjectNameStrategy.VALIDATOR,
                    LOW,
                    "Confluent's class that names the subject of a key's schema.")
            .define(
                    VALUE_SUBJECT_STRATEGY,
                    STRING,
                    SubjectNameStrategy.TOPIC.className(),
                    SubjectNameStrategy.VALIDATOR,
                    LOW,
                    "Confluent's class that names the subject of a value's schema.");

    public AvroSerdeConfig(Map<String, ?> settings) {
        super(DEFINITION, withStrategiesByName(settings), false);
    }

    /** The subject that the schema of a topic's keys or values stands under. */
    public String subject(String topic, boolean isKey, Schema schema) {
        return SubjectNameStrategy.of(getString(isKey ? KEY_SUBJECT_STRATEGY : VALUE_SUBJECT_STRATEGY))
                .subject(topic, isKey, schema);
    }

    /** What a serializer registers for records of a schema; its text is the registered one to the letter. */
    public Schema registered(Schema given) {
        return getBoolean(REMOVE_JAVA_PROPERTIES) ? JavaProperties.removed(given) : given;
    }

    /** Whether two schemas differ in no more than documentation and what Avro's code generator writes for Java. */
    public static boolean isSameContract(Schema one, Schema other) {
        return JavaProperties.removed(one).equals(JavaProperties.removed(other));
    }

    /** The generated class to read into; null where the writer's schema decides. */
    @Nullable
    Class<? extends SpecificRecord> specificType(boolean isKey) {
        String setting = isKey ? KEY_TYPE : VALUE_TYPE;
        Class<?> type = getClass(setting);
        if (type == null) {
            return null;
        }
        if (!SpecificRecord.class.isAssignableFrom(type)) {
            throw new ConfigException(
                    setting + " is " + type.getName() + ", which Avro has not generated from a record");
        }
        return type.asSubclass(SpecificRecord.class);
    }

    /** Programs may give the strategy as a class, as Confluent's own constants are. */
    private static Map<String, Object> withStrategiesByName(Map<String, ?> settings) {
        Map<String, Object> named = new HashMap<>(settings);
        for (String name : new String[] {KEY_SUBJECT_STRATEGY, VALUE_SUBJECT_STRATEGY}) {
            named.computeIfPresent(name, (key, value) -> value instanceof Class<?> type ? type.getName() : value);
        }
        return named;
    }
}
