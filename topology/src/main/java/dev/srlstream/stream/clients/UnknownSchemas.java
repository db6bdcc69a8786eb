package dev.srlstream.stream.clients;

import dev.srlstream.log.EventLog;
import dev.srlstream.log.service.RecordEvents.WaitingForSchema;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The schemas that the registry said it does not have. It can be a moment behind, so it is asked again, at growing intervals, before it is
 * believed. One for all tasks of an instance: they wait for the same schema together. Safe from any stream thread.
 *
 * <p>What waits costs no stream thread more than the asking, and of that a thread does no more than half the time: otherwise records with
 * many different unknown schemas could fill a transaction. Nor do they each cost the whole wait. After a schema was waited for in vain,
 * the next are waited for half as long, down to a sixteenth, until one arrives or ten waits' time has passed.
 */
public final class UnknownSchemas {
    private static final EventLog LOG = EventLog.of(UnknownSchemas.class);

    private static final long SHORTEST_INTERVAL = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_INTERVAL = Duration.ofSeconds(2).toNanos();

    /** How long a believed answer counts for other records before the registry is asked again; never longer than the wait. */
    private static final long BELIEVED = Duration.ofSeconds(5).toNanos();

    /** How long a stream thread asks in vain before it does something else for as long. */
    private static final long TURN = Duration.ofMillis(50).toNanos();

    private static final long BETWEEN_LOGS = Duration.ofSeconds(1).toNanos();
    private static final int MOST_HALVINGS = 4;
    private static final int WAITS_UNTIL_RESTORED = 10;
    private static final int MOST_SCHEMAS = 10_000;

    private final long patience;
    private final LongSupplier clock;
    private final Set<Object> known = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<Turn> turns = ThreadLocal.withInitial(Turn::new);
    private final Map<Object, Wait> waits = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Wait> eldest) {
            return size() > MOST_SCHEMAS;
        }
    };
    private int inVain;
    private long inVainAt;
    private long loggedAt;

    /** What to do about a record whose schema this is. */
    public enum Advice {
        /** Ask the registry. */
        ASK,
        /** Leave the record for later. */
        WAIT,
        /** The registry was believed a moment ago; do not ask. */
        BELIEVE
    }

    /** For one schema. The times are in nanoseconds of the clock. */
    private static final class Wait {
        private final long since;
        private final long deadline;
        private long askedAt;
        private long nextAt;
        private boolean believed;

        Wait(long since, long patience) {
            this.since = since;
            this.deadline = since + patience;
        }
    }

    /** A stream thread's asking in vain. */
    private static final class Turn {
        private long taken;
        private long restsUntil;
    }

    /**
     * @param patience how long a schema is waited for; zero believes the first answer
     * @param clock as {@link System#nanoTime}
     */
    public UnknownSchemas(Duration patience, LongSupplier clock) {
        this.patience = patience.toNanos();
        this.clock = clock;
        long now = clock.getAsLong();
        this.inVainAt = now;
        this.loggedAt = now - BETWEEN_LOGS;
    }

    public long now() {
        return clock.getAsLong();
    }

    /** @param schema what names it, of any type that has {@code equals} */
    public Advice advice(Object schema) {
        if (known.contains(schema)) {
            return Advice.ASK;
        }
        long now = now();
        synchronized (this) {
            Wait wait = waits.get(schema);
            if (wait != null && now - wait.nextAt < 0) {
                return wait.believed ? Advice.BELIEVE : Advice.WAIT;
            }
        }
        Turn turn = turns.get();
        return turn.restsUntil != 0 && now - turn.restsUntil < 0 ? Advice.WAIT : Advice.ASK;
    }

    /** The registry has the schema. */
    public void found(Object schema) {
        if (known.contains(schema)) {
            return;
        }
        if (known.size() >= MOST_SCHEMAS) {
            known.clear();
        }
        known.add(schema);
        synchronized (this) {
            if (waits.remove(schema) != null) {
                inVain = 0;
            }
        }
    }

    /**
     * The registry says that it does not have the schema.
     *
     * @param since when the record that needs it came
     * @param asked when the registry was asked
     * @return whether that is to be believed now
     */
    public boolean missed(Object schema, long since, long asked) {
        long now = now();
        takeTurn(now, now - asked);
        known.remove(schema);
        synchronized (this) {
            Wait wait = waits.get(schema);
            if (wait == null || now - wait.askedAt > patience) {
                wait = new Wait(since, patienceAt(now));
                waits.put(schema, wait);
                log(schema, wait, now);
            }
            wait.askedAt = now;
            if (now - wait.deadline >= 0) {
                believe(wait, now);
                return true;
            }
            long interval = Math.min(LONGEST_INTERVAL, Math.max(SHORTEST_INTERVAL, now - wait.since));
            wait.nextAt = Math.min(now + interval, wait.deadline);
            return false;
        }
    }

    private void believe(Wait wait, long now) {
        // Those that were waited for at the same time count once.
        if (!wait.believed && (inVain == 0 || wait.since - inVainAt >= 0)) {
            inVain = Math.min(inVain + 1, MOST_HALVINGS);
            inVainAt = now;
        }
        wait.believed = true;
        wait.nextAt = now + Math.min(BELIEVED, patience);
    }

    private long patienceAt(long now) {
        if (now - inVainAt > WAITS_UNTIL_RESTORED * patience) {
            inVain = 0;
        }
        return patience >> inVain;
    }

    private void takeTurn(long now, long took) {
        Turn turn = turns.get();
        turn.taken += took;
        if (turn.taken >= TURN) {
            turn.restsUntil = now + turn.taken;
            turn.taken = 0;
        }
    }

    /** Not each of many. */
    private void log(Object schema, Wait wait, long now) {
        if (patience > 0 && now - loggedAt >= BETWEEN_LOGS) {
            loggedAt = now;
            LOG.log(new WaitingForSchema(
                    schema.toString(), Duration.ofNanos(wait.deadline - now).toMillis(), null));
        }
    }
}
