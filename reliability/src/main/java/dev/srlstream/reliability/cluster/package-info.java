/** Brokers and registry as processes of their own, the network and the disks that they stand on. */
@NullMarked
package dev.srlstream.reliability.cluster;

import org.jspecify.annotations.NullMarked;
