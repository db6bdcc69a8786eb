package dev.srlstream.model;

/** Arithmetic of the forward pass. */
public enum Precision {
    FP32
}
