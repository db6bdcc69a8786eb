package dev.srlstream.fuzz;

import dev.srlstream.refusal.CheckpointException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Lets a reader have hostile bytes and throws what it must not do: fail with anything but a {@link CheckpointException} of one
 * short plain line, think or write without bounds, or leave something behind. Owned by one thread.
 */
final class Judge {
    /** Of processor time: other work on the machine is no finding. */
    private static final long MOST_NANOSECONDS = 5_000_000_000L;

    private static final long MOST_WRITTEN = 64 << 20;
    private static final int LONGEST_MESSAGE = 600;

    private Judge() {}

    /** What a target does with a file. */
    @FunctionalInterface
    interface Reading {
        /** @param scratch empty directory, to be left empty */
        void read(Path file, Path scratch) throws CheckpointException, IOException;
    }

    /** Writes the bytes into a file and judges how they are read. */
    static void judge(byte[] bytes, Reading reading) {
        try {
            // A new file each time: to cut one short that is mapped still takes the system long.
            Files.deleteIfExists(Workplace.FILE);
            judge(Files.write(Workplace.FILE, bytes), bytes.length, reading);
        } catch (IOException e) {
            throw new UncheckedIOException("no disk failed here", e);
        }
    }

    /** @param bytes size of what is read */
    static void judge(Path file, long bytes, Reading reading) throws IOException {
        long begun = System.nanoTime();
        long before = Workplace.written();
        read(file, reading);
        long written = Workplace.written() - before;
        if (written > 4 * bytes + MOST_WRITTEN) {
            throw new IllegalStateException("reading wrote " + written + " bytes");
        }
        String[] left = Workplace.SCRATCH.toFile().list();
        if (left == null || left.length > 0) {
            throw new IllegalStateException("left behind: " + Arrays.toString(left));
        }
        if (System.nanoTime() - begun > MOST_NANOSECONDS) {
            requireQuick(file, reading);
        }
    }

    private static void read(Path file, Reading reading) throws IOException {
        try {
            reading.read(file, Workplace.SCRATCH);
        } catch (CheckpointException e) {
            requireOnePlainLine(String.valueOf(e.getMessage()));
        }
    }

    /** Reads once more: asking for the processor time is slow itself. */
    private static void requireQuick(Path file, Reading reading) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begun = threads.getCurrentThreadCpuTime();
        read(file, reading);
        long spent = threads.getCurrentThreadCpuTime() - begun;
        if (spent > MOST_NANOSECONDS) {
            throw new IllegalStateException("reading took " + spent + " ns of processor time");
        }
    }

    private static void requireOnePlainLine(String message) {
        boolean plain = message.codePoints().allMatch(Judge::isPlain);
        if (message.length() > LONGEST_MESSAGE || !plain) {
            throw new IllegalStateException("not one short plain line: " + message);
        }
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
