package dev.srlstream.health;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where an instance of the service stands. Told by the service, asked by probes, meters and the console; safe from any thread. */
public final class ServiceHealth {
    private static final Set<ServiceState> AFTER_WARM_UP =
            EnumSet.of(ServiceState.HOLDING, ServiceState.JOINING, ServiceState.RUNNING);

    private final Clock clock;
    private final List<Supplier<Optional<String>>> vitalSigns = new CopyOnWriteArrayList<>();
    private final List<Consumer<ServiceStatus>> listeners = new CopyOnWriteArrayList<>();
    private ServiceStatus status;

    public ServiceHealth(Clock clock) {
        this.clock = clock;
        this.status = new ServiceStatus(ServiceState.STARTING, clock.instant(), null, null, false, false);
    }

    /** @param sign says, when it is asked, why the instance must be taken for dead while it runs; empty where it need not */
    public void watch(Supplier<Optional<String>> sign) {
        vitalSigns.add(sign);
    }

    /** @param listener called on the thread that tells of a change */
    public void listen(Consumer<ServiceStatus> listener) {
        listeners.add(listener);
    }

    public void enter(ServiceState state) {
        enter(state, null);
    }

    /** What has failed stays so, and what stops does not run again; the first reason counts. */
    public void enter(ServiceState state, @Nullable String reason) {
        ServiceStatus now;
        synchronized (this) {
            boolean ended = status.state() == ServiceState.FAILED
                    || (status.state() == ServiceState.STOPPING && state != ServiceState.FAILED);
            if (ended || status.state() == state) {
                return;
            }
            now = new ServiceStatus(
                    state,
                    clock.instant(),
                    reason,
                    status.model(),
                    status.warm() || AFTER_WARM_UP.contains(state),
                    status.hasRun() || state == ServiceState.RUNNING);
            status = now;
        }
        listeners.forEach(listener -> listener.accept(now));
    }

    public void model(ServedModel model) {
        ServiceStatus now;
        synchronized (this) {
            now = new ServiceStatus(
                    status.state(), status.since(), status.reason(), model, status.warm(), status.hasRun());
            status = now;
        }
        listeners.forEach(listener -> listener.accept(now));
    }

    public synchronized ServiceStatus status() {
        return status;
    }

    /** Why an instance that should work must be taken for dead; empty where it need not. */
    Optional<String> deadly() {
        return vitalSigns.stream().map(Supplier::get).flatMap(Optional::stream).findFirst();
    }
}
