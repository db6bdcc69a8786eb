/** The TorchScript archive and the code in it, written from reconciled weights. */
@NullMarked
package dev.srlstream.torchscript;

import org.jspecify.annotations.NullMarked;
