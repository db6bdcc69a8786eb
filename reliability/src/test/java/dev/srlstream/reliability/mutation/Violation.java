package dev.srlstream.reliability.mutation;

/** What a mistake does to the promise. A trial that fails in any other way has not noticed the mistake. */
public enum Violation {
    /** Sentences never get an outcome, while later ones of their partition do. */
    LOST("sentences lost"),

    /** Sentences have a second outcome. */
    REPEATED("outcomes repeated"),

    /** Outcomes come after those of later sentences. */
    DISORDERED("outcomes out of order"),

    /** An instance whose device has failed goes on, and keeps its partitions to itself. */
    OUTLIVING("instances that outlived their device"),

    /** Nothing comes out any more: every transaction is aborted before it can end, and what was done in it is done again. */
    LIVELOCK("records of aborted transactions while nothing came out");

    private final String description;

    Violation(String description) {
        this.description = description;
    }

    /** What can be counted of it, as it reads after a number. */
    public String description() {
        return description;
    }
}
