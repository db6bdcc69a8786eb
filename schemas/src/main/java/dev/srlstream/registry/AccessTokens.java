package dev.srlstream.registry;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the token until shortly before its end; of the threads that need another one, one asks and the others wait. Where none can be had,
 * the old one serves to its end. Safe for use by several threads.
 */
final class AccessTokens {
    private static final int ONLY = 0;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Supplier<AccessToken> endpoint;
    private final LongSupplier nanoTime;
    private final RegistryCache<Integer, Issued> tokens;
    private volatile @Nullable Issued last;

    /**
     * @param endpoint issues a token
     * @param buffer how long before its end a token is replaced, at most a fifth of its lifetime
     * @param nanoTime the clock, in nanoseconds, as {@link System#nanoTime()}
     */
    AccessTokens(Supplier<AccessToken> endpoint, Duration buffer, LongSupplier nanoTime) {
        this.endpoint = endpoint;
        this.nanoTime = nanoTime;
        tokens = new RegistryCache<>(
                1, issued -> issued.again() ? PAUSE : issued.token().renewal(buffer), nanoTime);
    }

    /**
     * A token that is good for now.
     *
     * @throws RegistryUnavailableException where the endpoint does not answer and there is no old token that is still good
     * @throws RegistryUnauthorisedException where it refuses the client
     */
    String current() {
        return tokens.get(ONLY, this::issue).token().value();
    }

    /**
     * A token instead of one that the registry has refused before its end.
     *
     * @param since on the clock: a token that was asked for later is not asked for again
     * @return null where there is no other one
     */
    @Nullable
    String insteadOf(String refused, long since) {
        Issued issued = last;
        if (issued != null && issued.token().value().equals(refused)) {
            if (issued.begin() - since >= 0) {
                return null;
            }
            last = null;
            tokens.forget(ONLY, issued);
        }
        return current();
    }

    private Issued issue() {
        long begin = nanoTime.getAsLong();
        Issued previous = last;
        try {
            Issued issued = new Issued(endpoint.get(), begin, false);
            last = issued;
            return issued;
        } catch (RegistryUnavailableException e) {
            if (previous == null
                    || nanoTime.getAsLong() - previous.begin()
                            >= previous.token().lifetime().toNanos()) {
                throw e;
            }
            Issued again = new Issued(previous.token(), previous.begin(), true);
            last = again;
            return again;
        }
    }

    /**
     * @param begin before it was issued, on the clock
     * @param again whether it serves because no other one could be had
     */
    private record Issued(AccessToken token, long begin, boolean again) {}
}
