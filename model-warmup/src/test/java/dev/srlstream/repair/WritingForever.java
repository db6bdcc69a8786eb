package dev.srlstream.repair;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A process that is in the middle of writing an archive until it is told to end. */
final class WritingForever {
    private WritingForever() {}

    public static void main(String[] arguments) throws Exception {
        try (UnfinishedFile file = UnfinishedFile.of(Path.of(arguments[0]))) {
            file.channel().write(ByteBuffer.wrap(new byte[1 << 20]));
            System.out.println("writing");
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
