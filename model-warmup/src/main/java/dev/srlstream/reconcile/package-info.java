/** What a state dict has, what the model needs, and the findings in between. */
@NullMarked
package dev.srlstream.reconcile;

import org.jspecify.annotations.NullMarked;
