package dev.srlstream.weights;

import dev.srlstream.refusal.Printable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a zip file is that torch.save did not write, judged by the names of its records. */
final class ForeignZip {
    private static final Pattern JUNK = Pattern.compile("__MACOSX/.*|(.*/)?\\..*|.*/");
    private static final Pattern NPY = Pattern.compile(".*\\.npy");
    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(tar|tar\\.gz|tgz|tar\\.xz|tar\\.bz2|zip)");
    private static final Pattern WEIGHTS = Pattern.compile(".*\\.(th|pt|pth|bin|ckpt|safetensors)");
    private static final Pattern PICKLE = Pattern.compile("(.*/)?data\\.pkl");
    private static final Pattern TORCH_SERVE = Pattern.compile("MAR-INF/MANIFEST\\.json");
    private static final Pattern KERAS = Pattern.compile("model\\.weights\\.h5");

    private ForeignZip() {}

    /** Completes "the file is a zip file …". */
    static String describe(Collection<String> records) {
        List<String> names =
                records.stream().filter(name -> !JUNK.matcher(name).matches()).toList();
        if (names.isEmpty()) {
            return "with no data.pkl in it, and with no other file either";
        }
        if (names.stream().allMatch(NPY.asMatchPredicate())) {
            return "with NumPy arrays (npz) and no data.pkl in it: save the weights with"
                    + " torch.save(model.state_dict(), …)";
        }
        if (first(names, TORCH_SERVE).isPresent()) {
            return "for TorchServe with no data.pkl in it: unpack it and name the weights that come out";
        }
        if (first(names, KERAS).isPresent()) {
            return "of Keras with no data.pkl in it: export the model from PyTorch";
        }
        return first(names, PICKLE)
                .map(name -> "around an unpacked torch file (" + name
                        + "), which cannot be read so: take the file as torch.save wrote it")
                .or(() -> first(names, ARCHIVE)
                        .map(name ->
                                "with no data.pkl in it, around the archive " + name + ": unpack it and name that"))
                .or(() -> first(names, WEIGHTS)
                        .map(name -> "with no data.pkl in it, around " + name
                                + ": unpack it and name the directory or the weights that come out"))
                .orElse("with no data.pkl in it");
    }

    private static Optional<String> first(List<String> names, Pattern pattern) {
        return names.stream().filter(pattern.asMatchPredicate()).findFirst().map(Printable::excerpt);
    }
}
