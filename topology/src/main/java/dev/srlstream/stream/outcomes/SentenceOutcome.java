package dev.srlstream.stream.outcomes;

import dev.srlstream.sentence.Labelling;
import dev.srlstream.stream.pending.PendingSentence;

/** What became of a record of the sentences topic. */
public record SentenceOutcome(PendingSentence record, Labelling labelling) {}
