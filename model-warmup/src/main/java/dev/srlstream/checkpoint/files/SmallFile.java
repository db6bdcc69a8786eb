package dev.srlstream.checkpoint.files;

import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.UnservableCheckpointException;
import dev.srlstream.weights.FileKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A text file of the operator's, read whole and with a limit. */
public final class SmallFile {
    private SmallFile() {}

    /**
     * The content, where it can be the text of lines or of JSON that it should be.
     *
     * @param origin file that the content came from, for messages
     */
    public static byte[] requireText(byte[] content, String origin) throws CheckpointException {
        Optional<String> instead = FileKind.insteadOfText(content);
        if (instead.isPresent()) {
            throw new CheckpointException(origin + " is " + instead.get() + "; expected is a text file.");
        }
        return content;
    }

    public static byte[] read(Path file) throws CheckpointException, IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe gives its bytes once, and a cache could not tell what they were.
            throw new CheckpointException(file + " is no regular file; write its content into one.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(CheckpointFiles.MAX_SMALL_BYTES + 1);
            if (content.length > CheckpointFiles.MAX_SMALL_BYTES) {
                throw new CheckpointException(file + " is larger than the " + CheckpointFiles.MAX_SMALL_BYTES
                        + " bytes that such a file may have.");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new UnservableCheckpointException(file + " does not exist.", e);
        } catch (AccessDeniedException e) {
            throw new UnservableCheckpointException(file + " may not be read by this user.", e);
        }
    }
}
