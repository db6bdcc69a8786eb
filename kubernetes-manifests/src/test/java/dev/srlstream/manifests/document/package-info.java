/** The commands of docs/kubernetes.md. */
@NullMarked
package dev.srlstream.manifests.document;

import org.jspecify.annotations.NullMarked;
