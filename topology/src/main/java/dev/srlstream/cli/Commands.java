package dev.srlstream.cli;

import java.util.List;

/** The commands of this module, in the order in which the help lists them. */
final class Commands {
    private Commands() {}

    static List<Object> all(Invocation invocation) {
        return List.of(
                new RunCommand(invocation),
                new LabelCommand(invocation),
                new EvalCommand(invocation),
                new AuditCommand(invocation),
                new RepairCommand(invocation),
                new PublishCommand(invocation),
                new FramesCommand(invocation),
                new DiagnosticsCommand(invocation),
                new RejectionsCommand(invocation),
                new SchemasCommand(invocation),
                new TopologyCommand(invocation),
                new ConfigCommand(invocation),
                new TrainTaggerCommand(invocation),
                new CompletionCommand(invocation));
    }
}
