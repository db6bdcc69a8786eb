/** Instances of the service as processes of their own, each with a device that can be told to fail. */
@NullMarked
package dev.srlstream.reliability.service;

import org.jspecify.annotations.NullMarked;
