package dev.srlstream.quickstart;

/** Dies audibly: named in schemas of a stranger's choice, and never to be touched. Tests know it by {@link #NAME} alone, which loads nothing. */
final class Canary {
    static final String NAME = "dev.srlstream.quickstart.Canary";

    /** Set as soon as anybody initialises the class. */
    static final String TOUCHED = "srl.test.canary";

    static {
        System.setProperty(TOUCHED, "initialised");
    }

    /** What Avro looks for in classes that a schema names for its strings. */
    public Canary(String text) {
        System.setProperty(TOUCHED, "made of " + text);
    }
}
