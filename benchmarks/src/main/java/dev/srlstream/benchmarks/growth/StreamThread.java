package dev.srlstream.benchmarks.growth;

import dev.srlstream.stream.clients.Pace;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A stream thread in its loop: it asks for records, reads some, writes what is labelled, and commits, as Kafka Streams and
 * {@code SentenceTask} do. Owned by one simulation.
 */
final class StreamThread {
    /** Records of a poll, as the service sets it. */
    private static final int POLL_RECORDS = 64;

    /** How long a poll waits, and how often finished sentences are looked for, in nanoseconds, as the service sets both. */
    private static final long POLL = 10_000_000;

    /** A thread works so long before others may have its core, in nanoseconds. */
    private static final long SLICE = 2_000_000;

    /** A consumer that is kept busy asks a broker for more so often, in nanoseconds: about as long as the records of a poll take. */
    private static final long FETCH = 20_000_000;

    /** Publishers that have much to send put so many sentences of a partition into a batch. */
    private static final int PUBLISHED_TOGETHER = 16;

    private final EventQueue events;
    private final Engine engine;
    private final Cores cores;
    private final Brokers brokers;
    private final Transaction transaction;
    private final List<Task> tasks;
    private final Arrivals arrivals;
    private final Lengths lengths;
    private final boolean backlog;
    private final long commitInterval;
    private final long betweenEarlyCommits;
    private final ThreadCosts costs;
    private final long[] asked;
    private final int[] readFrom;
    private final int[] published;
    private final ThreadTime time = new ThreadTime();

    private final Sentence[] read = new Sentence[POLL_RECORDS];
    private final long pass;

    private int count;
    private long work;
    private int cursor;
    private long fetched;
    /** When the last commit was whose time had come, and when the last one that brought frames. */
    private long intervalBegun;

    private long committed;
    private boolean commitRequested;
    private long looked;

    StreamThread(
            EventQueue events,
            Engine engine,
            Cores cores,
            Brokers brokers,
            Transaction transaction,
            List<Task> tasks,
            Arrivals arrivals,
            Scenario scenario,
            SplittableRandom random) {
        this.events = events;
        this.engine = engine;
        this.cores = cores;
        this.brokers = brokers;
        this.transaction = transaction;
        this.tasks = tasks;
        this.arrivals = arrivals;
        this.lengths = new Lengths(scenario.load(), random.split());
        this.backlog = scenario.load().rate() == 0;
        this.commitInterval = scenario.size().commitInterval();
        int threads = scenario.size().partitions() / Math.max(1, tasks.size());
        this.betweenEarlyCommits = Pace.betweenEarlyCommits(Duration.ofNanos(commitInterval), threads)
                .toNanos();
        this.costs = ThreadCosts.of(scenario.costs(), scenario.load().textOnly());
        this.pass = costs.loop() + costs.task() * tasks.size();
        this.asked = new long[brokers.count()];
        this.readFrom = new int[brokers.count()];
        this.published = new int[brokers.count()];
        // Threads do not start at the same moment, so neither do their commits.
        this.intervalBegun = -random.nextLong(commitInterval + 1);
        this.committed = intervalBegun;
    }

    void start() {
        if (!tasks.isEmpty()) {
            events.at(0, this::turn);
        }
    }

    private void turn() {
        long now = events.now();
        receive(now);
        boolean due = now - intervalBegun > commitInterval;
        if (hasToCommit() && (due || commitRequested)) {
            commit(due);
            return;
        }
        work = 0;
        count = 0;
        boolean pending = hasPending();
        if (pending && now - looked >= POLL) {
            looked = now;
            work += pass;
            tasks.forEach(this::write);
        }
        if (now >= fetched) {
            read(now);
        }
        if (count == 0 && isCommitDueEarly(now)) {
            commitRequested = true;
        }
        if (work == 0 && count == 0) {
            if (commitRequested) {
                commit(false);
            } else {
                sleep(now, pending);
            }
            return;
        }
        long done = cores.serve(now, work);
        time.work(done - now);
        events.at(done, this::submit);
    }

    private void submit() {
        for (int i = 0; i < count; i++) {
            engine.submit(read[i]);
        }
        turn();
    }

    private void receive(long now) {
        while (arrivals.next() + costs.publish() <= now) {
            long due = arrivals.next();
            tasks.get(arrivals.take()).publish(due);
        }
    }

    /** A thread that has results for all its sentences, and nothing to read, commits before the interval is over. */
    private boolean isCommitDueEarly(long now) {
        return now - committed >= betweenEarlyCommits && hasWritten() && !hasPending();
    }

    private boolean hasPending() {
        return tasks.stream().anyMatch(task -> task.pending() > 0);
    }

    private boolean hasWritten() {
        return tasks.stream().anyMatch(Task::hasWritten);
    }

    private boolean hasToCommit() {
        return tasks.stream().anyMatch(Task::isTouched);
    }

    private void commit(boolean due) {
        long now = events.now();
        boolean bringsFrames = hasWritten();
        commitRequested = false;
        long touched = tasks.stream().filter(Task::isTouched).count();
        long flush = cores.serve(now, costs.commit() + costs.commitTask() * touched);
        events.at(
                flush,
                () -> transaction.commit(tasks, () -> {
                    long done = events.now();
                    intervalBegun = due ? done : intervalBegun;
                    committed = bringsFrames ? done : committed;
                    time.commit(done - now);
                    turn();
                }));
    }

    /** Takes sentences from the brokers, as many as a poll brings and a slice has time for. */
    private void read(long now) {
        int passes = 0;
        for (int i = 0; i < tasks.size() && count < read.length && work < SLICE; i++) {
            Task task = tasks.get(cursor);
            for (int ofTask = 1; count < read.length && work < SLICE && isReadable(task); ofTask++) {
                if (ofTask > passes) {
                    passes = ofTask;
                    work += pass;
                }
                Sentence sentence = new Sentence(backlog ? 0 : task.takePublished(), lengths.next());
                task.add(sentence);
                read[count++] = sentence;
                readFrom[brokers.leader(task.partition())]++;
                work += costs.read();
                write(task);
            }
            cursor = (cursor + 1) % tasks.size();
        }
        if (count > 0) {
            fetch(now);
        }
    }

    private boolean isReadable(Task task) {
        return !task.isFull() && (backlog || task.hasPublished());
    }

    /** What was read was fetched, and what comes next is being fetched: anew where the last fetch is long ago. */
    private void fetch(long now) {
        for (int broker = 0; broker < brokers.count(); broker++) {
            if (readFrom[broker] == 0) {
                continue;
            }
            long bytes = readFrom[broker] * costs.sentenceBytes();
            published[broker] += readFrom[broker];
            readFrom[broker] = 0;
            if (now - asked[broker] < FETCH) {
                fetched = Math.max(fetched, brokers.readOn(broker, now, bytes));
            } else {
                asked[broker] = now;
                fetched = Math.max(fetched, brokers.read(broker, now, bytes));
                countPublished(broker, now);
            }
        }
    }

    /** What publishers wrote meanwhile takes the brokers' time as well; a backlog was there before. */
    private void countPublished(int broker, long now) {
        if (!backlog) {
            int batches = (published[broker] + PUBLISHED_TOGETHER - 1) / PUBLISHED_TOGETHER;
            brokers.write(broker, now, batches, published[broker] * costs.sentenceBytes());
        }
        published[broker] = 0;
    }

    /** Writes the outcomes of a task's oldest sentences as far as they are there. */
    private void write(Task task) {
        while (task.isOldestLabelled()) {
            transaction.write(task, task.removeOldest());
            work += costs.write();
        }
    }

    private void sleep(long now, boolean pending) {
        long wake = arrivals.next() + costs.publish();
        if (tasks.stream().anyMatch(this::isReadable)) {
            wake = Math.min(wake, fetched);
        }
        if (pending || hasToCommit()) {
            wake = Math.min(wake, now + POLL);
        }
        if (wake < Arrivals.NEVER) {
            long until = Math.max(wake, now + 1);
            if (tasks.stream().allMatch(Task::isFull)) {
                time.full(until - now);
            }
            events.at(until, this::turn);
        }
    }

    ThreadTime time() {
        return time;
    }

    boolean hasTasks() {
        return !tasks.isEmpty();
    }

    long transactions() {
        return transaction.count();
    }
}
