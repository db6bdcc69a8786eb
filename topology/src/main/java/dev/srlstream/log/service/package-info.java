/** The events that the service and the commands log. */
@NullMarked
package dev.srlstream.log.service;

import org.jspecify.annotations.NullMarked;
