package dev.srlstream.benchmarks.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.benchmarks.measure.Cost;
import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.configuration.BertConfig;
import dev.srlstream.sentence.Sentence;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ExitCode;

/**
 * Another program that labels the same sentences, one turn at a time. Its first line of input is a JSON object of what it has to
 * know, and is answered with how many GFLOP its own matrix products reach in a second of CPU; each further line is for how many
 * seconds to work, and is answered with {@code WORDPIECES CPU_SECONDS WALL_SECONDS}.
 * It ends with its input.
 */
final class PeerProcess implements Work, AutoCloseable {
    private final String command;
    private final Process process;
    private final BufferedWriter to;
    private final BufferedReader from;
    private double matrixGflop;

    private PeerProcess(String command, Process process) {
        this.command = command;
        this.process = process;
        this.to = process.outputWriter(StandardCharsets.UTF_8);
        this.from = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts it.
     *
     * @param command for the shell
     */
    static PeerProcess start(
            String command, BertConfig config, List<String> labels, List<String> vocabulary, List<Sentence> sentences)
            throws IOException {
        var peer = new PeerProcess(
                command,
                new ProcessBuilder("/bin/sh", "-c", "exec " + command)
                        .redirectError(Redirect.INHERIT)
                        .start());
        try {
            peer.write(task(config, labels, vocabulary, sentences).toString());
            peer.matrixGflop = peer.answer(1)[0];
            return peer;
        } catch (IOException | CommandFailure e) {
            peer.close();
            throw e;
        }
    }

    /** GFLOP per second of CPU of its matrix products: what its library makes of this machine. */
    double matrixGflop() {
        return matrixGflop;
    }

    @Override
    public Turn turn(double seconds) throws IOException {
        write(Double.toString(seconds));
        double[] answer = answer(3);
        return new Turn(new Amount(answer[0], 0), new Cost(answer[1], answer[2]));
    }

    private double[] answer(int numbers) throws IOException {
        String answer = from.readLine();
        if (answer == null) {
            throw failure("it ended");
        }
        try {
            double[] read = Stream.of(answer.split(" ", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (read.length == numbers) {
                return read;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw failure("it said \"" + answer + "\" where " + numbers + (numbers == 1 ? " number is" : " numbers are")
                + " to come");
    }

    @Override
    public void close() {
        process.destroy();
    }

    private void write(String line) throws IOException {
        try {
            to.write(line);
            to.newLine();
            to.flush();
        } catch (IOException e) {
            throw failure("it takes no input (" + e.getMessage() + ")");
        }
    }

    private CommandFailure failure(String what) {
        return new CommandFailure(
                ExitCode.SOFTWARE,
                "The peer \"" + command + "\" does not work: " + what + "; what it wrote above says why.");
    }

    private static ObjectNode task(
            BertConfig config, List<String> labels, List<String> vocabulary, List<Sentence> sentences) {
        ObjectNode task = JsonNodeFactory.instance.objectNode();
        task.put("layers", config.layers());
        task.put("hidden_size", config.hiddenSize());
        task.put("heads", config.heads());
        task.put("intermediate_size", config.intermediateSize());
        task.put("positions", config.positions());
        put(task.putArray("labels"), labels);
        put(task.putArray("vocabulary"), vocabulary);
        ArrayNode array = task.putArray("sentences");
        for (Sentence sentence : sentences) {
            ObjectNode object = array.addObject();
            put(object.putArray("words"), StageSeries.words(sentence));
            sentence.predicates().forEach(object.withArray("predicates")::add);
        }
        return task;
    }

    private static void put(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}
