/** What the reference implementation computed, as recorded in the repository's {@code goldens} folder. */
@NullMarked
package dev.srlstream.golden;

import org.jspecify.annotations.NullMarked;
