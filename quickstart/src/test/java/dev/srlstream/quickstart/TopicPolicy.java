package dev.srlstream.quickstart;

import java.util.Map;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.server.policy.CreateTopicPolicy;

/** A policy of brokers as managed ones have it; only changelogs are judged, by the beginning of their names. */
public final class TopicPolicy implements CreateTopicPolicy {
    private static final long LEAST_SEGMENT = 50L << 20;

    @Override
    public void validate(RequestMetadata request) {
        if (!request.topic().endsWith("-changelog")) {
            return;
        }
        if (request.topic().startsWith("forbidden")) {
            throw new PolicyViolationException("Topics are created by the platform team.");
        }
        String segment = request.configs().get("segment.bytes");
        if (segment != null && Long.parseLong(segment) < LEAST_SEGMENT) {
            throw new PolicyViolationException("segment.bytes must be at least " + LEAST_SEGMENT);
        }
        if (request.configs().containsKey("min.cleanable.dirty.ratio")) {
            throw new PolicyViolationException("min.cleanable.dirty.ratio cannot be set");
        }
    }

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
}
