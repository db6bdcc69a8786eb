package dev.srlstream.serde;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** Under which subject a schema is registered: Confluent's three strategies, known by the names of Confluent's classes. */
enum SubjectNameStrategy {
    /** One schema per topic, the default: {@code topic-key}, {@code topic-value}. */
    TOPIC("TopicNameStrategy") {
        @Override
        String subject(String topic, boolean isKey, Schema schema) {
            return topic + (isKey ? "-key" : "-value");
        }
    },
    /** The record's full name, whatever the topic. */
    RECORD("RecordNameStrategy") {
        @Override
        String subject(String topic, boolean isKey, Schema schema) {
            return schema.getFullName();
        }
    },
    /** Several records per topic: {@code topic-full.name}. */
    TOPIC_RECORD("TopicRecordNameStrategy") {
        @Override
        String subject(String topic, boolean isKey, Schema schema) {
            return topic + "-" + schema.getFullName();
        }
    };

    static final Validator VALIDATOR =
            LambdaValidator.with((name, value) -> checked(name, String.valueOf(value)), SubjectNameStrategy::names);

    private final String className;

    SubjectNameStrategy(String simpleName) {
        className = "io.confluent.kafka.serializers.subject." + simpleName;
    }

    abstract String subject(String topic, boolean isKey, Schema schema);

    String className() {
        return className;
    }

    static SubjectNameStrategy of(String className) {
        return checked("subject.name.strategy", className);
    }

    private static SubjectNameStrategy checked(String setting, String className) {
        for (SubjectNameStrategy strategy : values()) {
            if (strategy.className.equals(className)) {
                return strategy;
            }
        }
        throw new ConfigException(setting + " is " + className + "; it must be one of " + names());
    }

    private static String names() {
        return Arrays.stream(values()).map(SubjectNameStrategy::className).collect(Collectors.joining(", "));
    }
}
