/** What is told about a reconciliation: the audit, its summary, and what PyTorch would say. */
@NullMarked
package dev.srlstream.audit;

import org.jspecify.annotations.NullMarked;
