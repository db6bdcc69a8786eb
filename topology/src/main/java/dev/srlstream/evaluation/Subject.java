package dev.srlstream.evaluation;

import dev.srlstream.conll.GoldFormat;
import dev.srlstream.decode.Decoding;
import dev.srlstream.event.ModelReference;
import java.nio.file.Path;

/**
 * What was scored, and on what.
 *
 * @param device that the model ran on
 * @param gold the labelled file
 */
public record Subject(ModelReference model, String device, Decoding decoding, Path gold, GoldFormat format) {}
