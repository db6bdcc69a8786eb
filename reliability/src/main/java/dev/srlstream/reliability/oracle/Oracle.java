package dev.srlstream.reliability.oracle;

import dev.srlstream.reliability.load.Corpus;
import dev.srlstream.reliability.load.Numbering;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Holds every outcome of a disturbed run against its sentence, as it comes. */
public final class Oracle implements OutcomeReader.Listener {
    private final String topic;
    private final Numbering numbering;
    private final Corpus corpus;
    private final Expectations expectations;
    private final Ledger ledger;

    /** @param topic of the sentences */
    public Oracle(String topic, Numbering numbering, Corpus corpus, Expectations expectations) {
        this.topic = topic;
        this.numbering = numbering;
        this.corpus = corpus;
        this.expectations = expectations;
        this.ledger = new Ledger(numbering);
    }

    public Ledger ledger() {
        return ledger;
    }

    /** Begins to read; the caller closes what it returns. */
    public OutcomeReader follow(String servers, Map<String, Object> serde, String frames, String rejections) {
        return new OutcomeReader(servers, serde, frames, rejections, numbering.partitions(), this);
    }

    @Override
    public void outcome(ConsumerRecord<byte[], byte[]> outcome, Source source, @Nullable String id, Outcome what) {
        boolean labelled = what instanceof Outcome.Labelled;
        long number = numbering.number(source.partition(), source.offset());
        ledger.enter(outcome.topic(), source.partition(), source.offset(), labelled);
        String difference = expectations.difference(corpus.index(number), what);
        if (difference != null) {
            ledger.enterDifferent(number, difference);
        } else if (id != null && !id.equals(Long.toString(number))) {
            ledger.enterDifferent(number, "the id " + id);
        } else if (outcome.timestamp() != corpus.timestamp(number)
                || !Arrays.equals(outcome.key(), Corpus.key(number))) {
            ledger.enterDifferent(number, "another key or timestamp");
        } else if (!source.topic().equals(topic) || outcome.partition() != source.partition()) {
            ledger.enterDifferent(number, "an outcome in partition " + outcome.partition() + " that names " + source);
        }
    }
}
