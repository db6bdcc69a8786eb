package dev.srlstream.input;

/** What the lines of an input are. */
public enum LineFormat {
    /** Each is the text of a sentence, whatever it begins with. */
    TEXT,
    /** Each is an object of JSON. */
    JSON,
    /** Those that begin with a brace are objects of JSON, and others text, unless they look like a part of something else. */
    ANY
}
