package dev.srlstream.config;

/** How records that are written are compressed. Readers need the same algorithm. */
public enum Compression {
    NONE,
    GZIP,
    SNAPPY,
    LZ4,
    ZSTD
}
