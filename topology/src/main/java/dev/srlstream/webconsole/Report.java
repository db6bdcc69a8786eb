package dev.srlstream.webconsole;

import java.util.List;

/** What viewers are told, as events; asked only while there are any. */
interface Report {
    /** The first viewer comes after a time without any. */
    void begin();

    /** Everything, for a page that has just been opened. */
    List<byte[]> all();

    /** What is new; asked once a second. */
    List<byte[]> news();
}
