package dev.srlstream.change;

import dev.srlstream.config.Settings;
import dev.srlstream.diagnosis.Causes;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.service.ServiceEvents.Held;
import dev.srlstream.log.service.ServiceEvents.Holding;
import dev.srlstream.log.service.ServiceEvents.UntoldModels;
import dev.srlstream.stream.ClientId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Keeps a warm instance out of its group while members of it serve another model, so that no partition goes to and fro between two
 * models. Used once, by the thread that starts the service; may be closed from any.
 */
public final class Hold implements AutoCloseable {
    private static final EventLog LOG = EventLog.of(Hold.class);

    /** Between looks at the group. It adds to the time in which nobody labels. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Duration REMINDER = Duration.ofMinutes(1);

    private final Group group;
    private final String model;
    private final Runnable holding;
    private final Duration pause;
    private final CountDownLatch closed = new CountDownLatch(1);
    private long begun;
    private long told;
    private boolean warned;

    /**
     * @param sha256 of the checkpoint that this instance serves, in lower-case hexadecimal
     * @param holding is run once, if the instance has to wait at all, by the thread that waits
     * @throws KafkaException when an admin client cannot be made of the settings
     */
    public Hold(Settings settings, String sha256, Runnable holding) {
        this(new BrokersGroup(settings), sha256, holding, PAUSE);
    }

    Hold(Group group, String sha256, Runnable holding, Duration pause) {
        this.group = group;
        this.model = ClientId.digits(sha256);
        this.holding = holding;
        this.pause = pause;
    }

    /**
     * Waits until no member of the group is known to serve another model. Brokers that do not answer are asked again.
     *
     * @return whether the instance may join; false when this was closed
     */
    public boolean await() throws InterruptedException {
        Optional<String> obstacle = obstacle();
        while (obstacle.isPresent() && !isClosed()) {
            tell(obstacle.get());
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                break;
            }
            obstacle = obstacle();
        }
        if (isClosed()) {
            return false;
        }
        if (begun != 0) {
            LOG.log(new Held(model, secondsSince(begun)));
        }
        close();
        return true;
    }

    /** What stands in the way of joining, in words. */
    private Optional<String> obstacle() throws InterruptedException {
        try {
            Members members = Members.of(group.clientIds(), model);
            warnOfUntold(members);
            return members.othersInWords();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnsupportedVersionException) {
                return Optional.empty(); // Kafka Streams, which needs the same of the brokers, says what is to be done.
            }
            return Optional.of(silence(e));
        } catch (TimeoutException | KafkaException e) {
            return Optional.of(silence(e));
        }
    }

    private static String silence(Exception e) {
        return "the brokers, which do not tell who is in the group (" + Causes.inOneLine(e) + ")";
    }

    private void warnOfUntold(Members members) {
        if (members.untold() > 0 && !warned) {
            warned = true;
            LOG.log(new UntoldModels(
                    members.untold(), "if they serve another model, stop them: they are not waited for"));
        }
    }

    private void tell(String obstacle) {
        long now = System.nanoTime();
        if (begun == 0) {
            begun = now;
            holding.run();
        } else if (now - told < REMINDER.toNanos()) {
            return;
        }
        told = now;
        LOG.log(new Holding(model, secondsSince(begun), obstacle));
    }

    private static long secondsSince(long then) {
        return Duration.ofNanos(System.nanoTime() - then).toSeconds();
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Ends the waiting at once. */
    @Override
    public void close() {
        closed.countDown();
        group.close();
    }
}
