/** Tests of the registry client against a registry in memory. */
@NullMarked
package dev.srlstream.registry;

import org.jspecify.annotations.NullMarked;
