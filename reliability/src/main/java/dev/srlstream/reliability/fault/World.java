package dev.srlstream.reliability.fault;

import dev.srlstream.reliability.cluster.Cluster;
import dev.srlstream.reliability.cluster.Network;
import dev.srlstream.reliability.cluster.Registry;
import dev.srlstream.reliability.service.Fleet;
import java.time.Duration;

/**
 * What faults can strike. All of it stays its owners'.
 *
 * @param session how long the group waits for an instance that is silent
 * @param watchdog how long an engine waits for its device
 * @param slowBatch how long a batch takes on a slow device
 * @param lull lets no new sentences come
 */
public record World(
        Network network,
        Cluster cluster,
        Registry registry,
        Fleet fleet,
        Duration session,
        Duration watchdog,
        Duration slowBatch,
        Lull lull) {
    /** Long enough for the group to have given up an instance that is silent. */
    Duration beyondSession() {
        return session.plusSeconds(3);
    }
}
