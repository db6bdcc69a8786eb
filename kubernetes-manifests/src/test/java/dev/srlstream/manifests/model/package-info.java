/** Kubernetes' and its operators' own models, which know fields and their types. */
@NullMarked
package dev.srlstream.manifests.model;

import org.jspecify.annotations.NullMarked;
