/** Why a checkpoint is refused, and how names from it are shown. */
@NullMarked
package dev.srlstream.refusal;

import org.jspecify.annotations.NullMarked;
