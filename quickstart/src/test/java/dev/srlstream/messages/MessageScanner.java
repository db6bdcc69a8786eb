package dev.srlstream.messages;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Reads from the sources what is handed to exceptions and rejections, with the JDK's own parser. */
final class MessageScanner {
    private static final List<String> MODULES = List.of("schemas", "model-warmup", "topology");

    /** Faults of the code or of others, whose messages are for developers or are part of another message. */
    private static final Pattern FOR_DEVELOPERS = Pattern.compile(
            "Illegal\\w+|IO|UncheckedIO|Interrupt(ed)?(IO)?|UnsupportedOperation|Kafka|Streams|ClassCast|CommitFailed|Cancellation|EOF|Zip|Timeout"
                    + "|FileSystem|FileNotFound|ProducerFenced|OutputClosed|Parameter|UnmatchedArgument|FileCutShort|BoundExceeded|Model");

    /** Here sentences are returned that others put into an exception. */
    private static final Pattern WORDING = Pattern.compile("dev/srlstream/(diagnosis/|sentence/EventValidator)");

    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*");

    /** Kind of what is put together with others, or reaches an exception on the way over a variable. */
    static final String PART = "part";

    /** What these say is no error, or has a page of its own. */
    private static final Pattern NO_ERRORS = Pattern.compile(
            "/(log|console|webconsole|evaluation|metrics|completion|options)/|/(SettingsDefinition|\\w*Command|SchemaRegistryConfig|AvroSerdeConfig)\\.java");

    /** Fewer words say nothing by themselves. */
    private static final Pattern SENTENCE = Pattern.compile("(.*?\\p{L}{2,}\\P{L}+){2}.*\\p{L}{2,}.*");

    private static final Pattern CLAUSE =
            Pattern.compile("(?!.*[\\\\\\p{Cntrl}])(.*?\\p{L}{2,}\\S*\\s+){3}.*\\p{L}{2,}.*");

    private MessageScanner() {}

    static List<Message> scan() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> all = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                all.filter(path -> path.toString().endsWith(".java")).sorted().forEach(files::add);
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Message> messages = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            Map<String, ExpressionTree> everywhere = new HashMap<>();
            units.forEach(unit -> everywhere.putAll(constants(unit, className(unit) + ".")));
            for (CompilationUnitTree unit : units) {
                Map<String, ExpressionTree> constants = new HashMap<>(everywhere);
                constants.putAll(constants(unit, ""));
                boolean mute = NO_ERRORS
                        .matcher(unit.getSourceFile().toUri().getPath())
                        .find();
                new FileScanner(unit, constants, messages).scan(unit, mute ? null : PART);
            }
        }
        return messages;
    }

    private static String className(CompilationUnitTree unit) {
        String path = unit.getSourceFile().toUri().getPath();
        return path.substring(path.lastIndexOf('/') + 1).replace(".java", "");
    }

    private static Map<String, ExpressionTree> constants(CompilationUnitTree unit, String prefix) {
        Map<String, ExpressionTree> constants = new HashMap<>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
                String name = variable.getName().toString();
                if (variable.getInitializer() != null && CONSTANT.matcher(name).matches()) {
                    constants.put(prefix + name, variable.getInitializer());
                }
                return super.visitVariable(variable, null);
            }
        }.scan(unit, null);
        return constants;
    }

    /** Of one file. The parameter is the kind of message that the scanned part belongs to, null where it is no message. */
    private static final class FileScanner extends TreeScanner<@Nullable Void, @Nullable String> {
        private final String source;
        private final boolean wording;
        private final List<Message> messages;
        private final Map<String, ExpressionTree> constants;

        /** @param constants of all files */
        FileScanner(CompilationUnitTree unit, Map<String, ExpressionTree> constants, List<Message> messages) {
            String path = unit.getSourceFile().toUri().getPath();
            this.source = className(unit);
            this.wording = WORDING.matcher(path).find();
            this.messages = messages;
            this.constants = constants;
        }

        @Override
        public @Nullable Void visitNewClass(NewClassTree made, @Nullable String kind) {
            String type = simpleName(made.getIdentifier());
            boolean carries = type.equals("Rejection")
                    || type.equals("CommandFailure")
                    || (type.endsWith("Exception")
                            && !FOR_DEVELOPERS
                                    .matcher(type.substring(0, type.length() - "Exception".length()))
                                    .matches());
            if (carries) {
                return super.visitNewClass(made, type);
            }
            return type.endsWith("Exception") || type.endsWith("Error") ? null : super.visitNewClass(made, kind);
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable String kind) {
            if (call.getMethodSelect().toString().equals("problems.add")) {
                return super.visitMethodInvocation(call, "ConfigurationException");
            }
            return super.visitMethodInvocation(call, kind);
        }

        @Override
        public @Nullable Void visitReturn(ReturnTree returned, @Nullable String kind) {
            return super.visitReturn(returned, wording && PART.equals(kind) ? source : kind);
        }

        @Override
        public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable String kind) {
            return null;
        }

        @Override
        public @Nullable Void scan(@Nullable Tree tree, @Nullable String kind) {
            if (kind != null && tree instanceof ExpressionTree expression) {
                String words = Words.of(expression, constants);
                if (words != null) {
                    String plain = words.strip().replaceAll("\\s+", " ").replaceAll("…(\\s*…)+", "…");
                    Pattern least = kind.equals(PART) ? CLAUSE : SENTENCE;
                    if (least.matcher(plain.replace("…", "")).matches()) {
                        messages.add(new Message(kind, source, plain));
                    }
                    return null;
                }
            }
            return super.scan(tree, kind);
        }

        private static String simpleName(Tree type) {
            return type instanceof MemberSelectTree selected
                    ? selected.getIdentifier().toString()
                    : type instanceof IdentifierTree name ? name.getName().toString() : type.toString();
        }
    }
}
