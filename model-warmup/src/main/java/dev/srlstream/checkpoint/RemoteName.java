package dev.srlstream.checkpoint;

import dev.srlstream.configuration.BertConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses and names on hubs that are given where a file of this machine is expected. Nothing is ever downloaded. */
public final class RemoteName {
    /** A path has one slash where an address has two. */
    private static final Pattern ADDRESS =
            Pattern.compile("([a-z][a-z0-9+.-]+):/+(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern ALLENNLP = Pattern.compile("structured-prediction-srl(-bert)?([.\\d-]+)?");

    private static final Pattern OWNER_AND_NAME = Pattern.compile("[\\w-]+/[\\w-]+([.][\\w-]+)*");

    private RemoteName() {}

    /** A path as it was given. */
    public static String written(Path path) {
        Matcher address = ADDRESS.matcher(path.toString());
        return address.matches() ? address.group(1) + "://" + address.group(2) : path.toString();
    }

    /**
     * What to do about a path that leads nowhere: a clause that the setting has to follow.
     *
     * @return nothing where it looks like a path
     */
    public static Optional<String> cure(Path missing) {
        Matcher address = ADDRESS.matcher(missing.toString());
        if (address.matches()) {
            return Optional.of(
                    address.group(1).equalsIgnoreCase("file")
                            ? "name the path alone, /" + address.group(2) + ", with"
                            : "nothing is downloaded here, so download the file and name it with");
        }
        String name = String.valueOf(missing.getFileName());
        if (BertConfiguration.wellKnown(name).isPresent()) {
            return Optional.of(
                    "nothing is downloaded here, and the published BERT of this name was not trained to label"
                            + " roles; name the archive of an AllenNLP srl_bert model with");
        }
        if (ALLENNLP.matcher(name).matches()) {
            return Optional.of(
                    "nothing is downloaded here, so download the archive of AllenNLP's model and name it with");
        }
        return isOwnerAndName(missing)
                ? Optional.of(
                        "nothing is downloaded here, so if a model on a hub has this name, download it and name its"
                                + " directory with")
                : Optional.empty();
    }

    private static boolean isOwnerAndName(Path path) {
        @Nullable Path owner = path.getParent();
        return OWNER_AND_NAME.matcher(path.toString()).matches() && owner != null && !Files.exists(owner);
    }
}
