package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The topology keeps its stores in memory, so Kafka Streams runs without RocksDB's 73 MB of libraries. */
class NoRocksDbTest {
    /** What is shown without it by every test of a stream would not be shown if another library brought it. */
    @Test
    void noTestOfAStreamHasIt() {
        assertThatThrownBy(() -> Class.forName("org.rocksdb.RocksDB")).isInstanceOf(ClassNotFoundException.class);
    }
}
