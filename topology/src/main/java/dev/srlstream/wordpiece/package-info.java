/** From words to wordpiece ids and back to words. */
@NullMarked
package dev.srlstream.wordpiece;

import org.jspecify.annotations.NullMarked;
