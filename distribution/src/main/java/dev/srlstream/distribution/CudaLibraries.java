package dev.srlstream.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges a folder of CUDA libraries without a GPU: whether it defines every symbol of PyTorch that DJL's library for CUDA asks
 * for, and which libraries it needs besides. It asks binutils' {@code nm} and {@code readelf}.
 */
public final class CudaLibraries {
    private static final String JNI = "/jnilib/linux-x86_64/%s/libdjl_torch.so";

    /** Names that begin in the namespaces of PyTorch, as C++ compilers spell them. */
    private static final Pattern TORCH = Pattern.compile("_ZN?[A-Z]*(2at|3c10|5torch|5caffe).*");

    private static final Pattern NEEDED = Pattern.compile("\\(NEEDED\\).*\\[(.*)]");

    /** What comes with glibc and GCC. */
    private static final Pattern SYSTEM =
            Pattern.compile("(libc|libm|libdl|librt|libutil|libpthread|libgcc_s|libstdc\\+\\+|ld-linux-x86-64)\\.so.*");

    private CudaLibraries() {}

    /**
     * @param args the folder, and what DJL calls the kind of CUDA: {@code cu128}
     * @throws IllegalStateException when a symbol is missing, so that the build fails
     */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        List<Path> libraries;
        try (Stream<Path> files = Files.list(folder)) {
            libraries = files.filter(file -> file.getFileName().toString().contains(".so"))
                    .sorted()
                    .toList();
        }
        Path jni = Files.createTempFile("libdjl_torch", ".so");
        try {
            copyJni(JNI.formatted(args[1]), jni);
            Set<String> wanted = symbols("--undefined-only", List.of(jni));
            Set<String> missing = new TreeSet<>(wanted);
            missing.removeAll(symbols("--defined-only", libraries));
            if (wanted.isEmpty() || !missing.isEmpty()) {
                throw new IllegalStateException("Of " + wanted.size() + " symbols of PyTorch that DJL asks for, "
                        + folder + " lacks " + missing.size() + ": "
                        + missing.stream().limit(5).toList());
            }
            System.out.println("All " + wanted.size()
                    + " symbols of PyTorch that DJL asks for are there. NVIDIA's runtime has to bring "
                    + String.join(", ", needed(libraries)) + ".");
        } finally {
            Files.delete(jni);
        }
    }

    private static void copyJni(String resource, Path target) throws IOException {
        try (InputStream in = CudaLibraries.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("DJL has no " + resource + ".");
            }
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Set<String> symbols(String which, List<Path> libraries) throws IOException, InterruptedException {
        return output("nm", List.of("-D", "--format=posix", which), libraries)
                // A symbol that is weak may be missing.
                .filter(line -> !line.matches("\\S+ [vw]\\b.*"))
                .map(line -> line.replaceFirst("[ @].*", ""))
                .filter(symbol -> TORCH.matcher(symbol).matches())
                .collect(Collectors.toSet());
    }

    private static Set<String> needed(List<Path> libraries) throws IOException, InterruptedException {
        Set<String> there =
                libraries.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        return output("readelf", List.of("--dynamic", "--wide"), libraries)
                .flatMap(line -> NEEDED.matcher(line).results())
                .map(match -> match.group(1))
                .filter(name -> !there.contains(name) && !SYSTEM.matcher(name).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> output(String tool, List<String> options, List<Path> files)
            throws IOException, InterruptedException {
        List<String> command = Stream.of(
                        Stream.of(tool), options.stream(), files.stream().map(Path::toString))
                .flatMap(words -> words)
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(tool + " failed on " + files + ".");
        }
        return out.lines();
    }
}
