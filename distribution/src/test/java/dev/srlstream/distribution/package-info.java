@NullMarked
package dev.srlstream.distribution;

import org.jspecify.annotations.NullMarked;
