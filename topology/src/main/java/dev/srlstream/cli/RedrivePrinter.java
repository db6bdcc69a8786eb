package dev.srlstream.cli;

import dev.srlstream.console.NumberText;
import dev.srlstream.console.RejectedRecord;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.redrive.Redrive;
import dev.srlstream.topics.TopicException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Prints what a redrive does. Used once. */
final class RedrivePrinter implements Redrive.Listener {
    /** Chooses records. */
    @FunctionalInterface
    interface Filter {
        boolean isMeant(ConsumerRecord<byte[], byte[]> entry, RejectedRecord rejected);
    }

    private final Invocation invocation;
    private final Filter filter;
    private final TopicPrinter.Rendering rendering;
    private final LeftOut leftOut;

    RedrivePrinter(Invocation invocation, Filter filter, TopicPrinter.Rendering rendering) {
        this.invocation = invocation;
        this.filter = filter;
        this.rendering = rendering;
        this.leftOut = new LeftOut(invocation.err());
    }

    @Override
    public boolean isMeant(ConsumerRecord<byte[], byte[]> entry, RejectedRecord rejected) {
        return filter.isMeant(entry, rejected);
    }

    @Override
    public void sent(ConsumerRecord<byte[], byte[]> entry, RejectedRecord rejected) throws TopicException {
        invocation.out().lines(rendering.lines(entry));
    }

    @Override
    public void leftOut(String what, String reason) {
        leftOut.add(what, reason);
    }

    @Override
    public void remark(String sentence) {
        invocation.err().println(sentence);
    }

    /** Sums up, and returns the exit code. */
    int finish(Redrive.Result result, String sentences, boolean dryRun) {
        StringBuilder sum = new StringBuilder(dryRun ? "Nothing was sent; a redrive would send " : "Sent ");
        sum.append(NumberText.of(result.sent(), "rejected record"))
                .append(" to the topic ")
                .append(sentences);
        append(sum, result.before(), "sent earlier");
        append(sum, result.others(), "not chosen");
        append(sum, leftOut.count(), "left out");
        invocation.err().println(sum.append("."));
        return leftOut.count() == 0 ? ExitCode.OK : ExitCode.FAILURE;
    }

    private static void append(StringBuilder sum, long count, String what) {
        if (count > 0) {
            sum.append("; ").append(NumberText.of(count, "record")).append(" ").append(what);
        }
    }
}
