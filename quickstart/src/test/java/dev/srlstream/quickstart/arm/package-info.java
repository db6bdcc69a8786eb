/** The command line on a machine of another kind, which is emulated. */
@NullMarked
package dev.srlstream.quickstart.arm;

import org.jspecify.annotations.NullMarked;
