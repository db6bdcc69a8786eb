/** Every setting, with its default, check and explanation. */
@NullMarked
package dev.srlstream.config;

import org.jspecify.annotations.NullMarked;
