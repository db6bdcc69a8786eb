package dev.srlstream.benchmarks;

import dev.srlstream.benchmarks.growth.GrowthBench;
import dev.srlstream.benchmarks.madeup.RandomCheckpoint;
import dev.srlstream.benchmarks.model.ModelBench;
import dev.srlstream.benchmarks.model.PrecisionBench;
import dev.srlstream.benchmarks.parts.PartsBench;
import dev.srlstream.benchmarks.pipeline.PipelineBench;
import dev.srlstream.benchmarks.words.WordsBench;
import dev.srlstream.cli.CommandContribution;
import dev.srlstream.cli.Invocation;
import picocli.CommandLine;

/** Brings {@code srl bench} to the command line. */
public final class BenchContribution implements CommandContribution {
    /** For {@link java.util.ServiceLoader}. */
    public BenchContribution() {}

    @Override
    public Object command(Invocation invocation) {
        return new CommandLine(new BenchCommand())
                .addSubcommand(new ModelBench(invocation))
                .addSubcommand(new PrecisionBench(invocation))
                .addSubcommand(new PartsBench(invocation))
                .addSubcommand(new WordsBench(invocation))
                .addSubcommand(new GrowthBench(invocation))
                .addSubcommand(new PipelineBench(
                        invocation, folder -> RandomCheckpoint.write(folder, RandomCheckpoint.BERT_BASE)));
    }
}
