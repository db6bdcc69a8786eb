package dev.srlstream.checkpoint;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file that may be the weights, at the root of an archive or directory or in a folder. The better one comes first in the
 * natural order; those in folders of folders come last.
 *
 * @param folder empty at the root
 * @param file without its folder
 */
record WeightsCandidate(String folder, String file, WeightsName name, TrainingState state)
        implements Comparable<WeightsCandidate> {
    /** Folders in which other systems hide attributes of files under the files' own names. */
    private static final Pattern JUNK = Pattern.compile("\\..*|__MACOSX|PaxHeaders?(\\..*)?");

    private static final TrainingState NONE = new TrainingState(0, 0);

    private static final Comparator<WeightsCandidate> BEST_FIRST = Comparator.comparing(WeightsCandidate::isDeep)
            .thenComparing(WeightsCandidate::name)
            .thenComparing(WeightsCandidate::state, Comparator.reverseOrder())
            .thenComparing(WeightsCandidate::folder);

    /** @param path with slashes, relative to the root */
    static Optional<WeightsCandidate> of(String path) {
        int slash = path.lastIndexOf('/');
        String folder = path.substring(0, Math.max(0, slash));
        String file = path.substring(slash + 1);
        if (Arrays.stream(folder.split("/")).anyMatch(step -> JUNK.matcher(step).matches())) {
            return Optional.empty();
        }
        return WeightsName.of(file)
                .map(name -> new WeightsCandidate(
                        folder, file, name, TrainingState.of(file).orElse(NONE)));
    }

    /** What precedes the paths of the files that belong to these weights. */
    String prefix() {
        return folder.isEmpty() ? "" : folder + "/";
    }

    String path() {
        return prefix() + file;
    }

    @Override
    public int compareTo(WeightsCandidate other) {
        return BEST_FIRST.compare(this, other);
    }

    /**
     * The first in order, and with it those that may be meant as well: another model's weights, or the same model's under
     * a name that is as good. Only at the root do weights outdo weaker names elsewhere.
     */
    static List<WeightsCandidate> contenders(List<WeightsCandidate> candidates) {
        Optional<WeightsCandidate> best = candidates.stream().sorted().findFirst();
        return best.stream()
                .flatMap(first -> candidates.stream().filter(other -> other.equals(first) || first.isRivalledBy(other)))
                .sorted()
                .toList();
    }

    private boolean isDeep() {
        return folder.indexOf('/') >= 0;
    }

    private boolean isRivalledBy(WeightsCandidate other) {
        if (isDeep() != other.isDeep()) {
            return false;
        }
        boolean asGood = name == other.name;
        return folder.equals(other.folder) ? asGood && state.equals(other.state) : asGood || !folder.isEmpty();
    }
}
