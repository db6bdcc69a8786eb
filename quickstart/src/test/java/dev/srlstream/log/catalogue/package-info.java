/** What holds for the events of all modules together: their page, and that nothing else is logged. */
@NullMarked
package dev.srlstream.log.catalogue;

import org.jspecify.annotations.NullMarked;
