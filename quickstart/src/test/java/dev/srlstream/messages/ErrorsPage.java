package dev.srlstream.messages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Renders {@code docs/errors.md}. */
final class ErrorsPage {
    private static final String HEAD = """
            # Errors

            Every message that the service or a command may give, by what it is about. It is generated from the code: `…` stands for what differs from case to case, and the last column has the class that
            words it. A message says what is wrong, where, and what to do; where a message is a part of a longer one, the rest says where. [runbook.md](runbook.md) has more to do for those that refuse the start or stop the
            service, [events.md](events.md) what the log says.
            """;

    /** Heading and introduction, by the kinds that belong to it. */
    private record Section(String heading, String introduction, List<String> kinds) {}

    private static final List<Section> SECTIONS = List.of(
            new Section(
                    "Settings",
                    "The service or command ends with 2 before it does anything. All problems are told at once.",
                    List.of("ConfigurationException", "ConfigException", "UnresolvedReference")),
            new Section(
                    "The start of the service",
                    "The service ends with 1, or with the code that the runbook has. No sentence has been consumed.",
                    List.of(
                            "StartupException",
                            "StartOffsetException",
                            "WarmUpException",
                            "ModelUnavailableException",
                            "EngineDeadException")),
            new Section(
                    "Brokers",
                    "From the service at its start or its end, and from commands that read or write topics, which end with 1.",
                    List.of("BrokerRefusal", "TopicException", "StopRemedy", "Diagnosis")),
            new Section(
                    "The schema registry",
                    "From the service at its start or its end, and from commands that read or write events.",
                    List.of(
                            "RegistryRefusal",
                            "RegistryUnavailableException",
                            "RegistryUnauthorisedException",
                            "RegistryRefusalException",
                            "SchemaNotFoundException",
                            "IncompatibleSchemaException",
                            "UnreadableSchemaException")),
            new Section(
                    "Checkpoints",
                    "`audit`, `label`, `repair` and the start of the service refuse the checkpoint, and end with 1, 3 or 4.",
                    List.of(
                            "CheckpointException",
                            "UnservableCheckpointException",
                            "RepairException",
                            "TargetRefusedException")),
            new Section(
                    "Records that are rejected",
                    "The reason in the header `srl.rejection.reason`. The record is on the rejections topic; nothing stops.",
                    List.of("Rejection", "EventValidator", "SerializationException")),
            new Section(
                    "Lines of input",
                    "One line of a command's input is left out, or the command ends with 2 before it begins; the number of the line stands before the message.",
                    List.of("MalformedLineException", "MalformedGoldException")),
            new Section(
                    "Commands", "The command ends with 1 or 2.", List.of("CommandFailure", "TypeConversionException")),
            new Section(
                    "Parts of messages",
                    "What can stand where a message above has `…`, and messages that are put together from such parts.",
                    List.of(MessageScanner.PART)));

    private ErrorsPage() {}

    static String of(List<Message> messages) {
        Map<Section, List<Message>> bySection = new LinkedHashMap<>();
        SECTIONS.forEach(section -> bySection.put(section, new ArrayList<>()));
        Section other = new Section("Others", "", List.of());
        for (Message message : messages) {
            Section section = SECTIONS.stream()
                    .filter(candidate -> candidate.kinds().contains(message.kind()))
                    .findFirst()
                    .orElse(other);
            bySection.computeIfAbsent(section, any -> new ArrayList<>()).add(message);
        }
        StringBuilder page = new StringBuilder(HEAD);
        bySection.forEach((section, found) -> append(page, section, found));
        return page.toString();
    }

    private static void append(StringBuilder page, Section section, List<Message> messages) {
        page.append("\n## ").append(section.heading()).append("\n\n");
        if (!section.introduction().isEmpty()) {
            page.append(section.introduction()).append("\n\n");
        }
        page.append("| message | from |\n|---|---|\n");
        TreeSet<Message> sorted =
                new TreeSet<>(Comparator.comparing(Message::source).thenComparing(Message::words));
        sorted.addAll(messages);
        sorted.forEach(message -> page.append("| ")
                .append(cell(message.words()))
                .append(" | ")
                .append(message.source())
                .append(" |\n"));
    }

    private static String cell(String words) {
        return words.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("[", "\\[")
                .replace("`", "\\`");
    }
}
