package dev.srlstream.reliability.fault;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Something that happens to the service or to what it stands on. */
public interface Fault {
    /** All there are. */
    static List<Fault> all() {
        return Stream.<Fault[]>of(InstanceFault.values(), DeviceFault.values(), ServerFault.values())
                .flatMap(Stream::of)
                .toList();
    }

    /** Its name in schedules, as of a constant. */
    String name();

    /** What happens, in a few words. */
    String description();

    /** Whether schedules have it that are not told otherwise: what brokers themselves do not always survive proves little. */
    default boolean isUsual() {
        return true;
    }

    /** Why it cannot happen in this world; empty where it can. */
    default Optional<String> obstacle(World world) {
        return Optional.empty();
    }

    /**
     * Lets it happen, and sees to it that it is over in the end; instances that it ends are started again by their fleet.
     *
     * @param target which of several things is struck, modulo how many there are
     * @return what was seen of it
     * @throws FaultException when the service did not behave under it, or it did not do what it is named after
     */
    String strike(World world, int target) throws IOException, InterruptedException, FaultException;
}
