/** What no model knows: what the objects of one rendering say about each other, about the service, and about its documents. */
@NullMarked
package dev.srlstream.manifests.rule;

import org.jspecify.annotations.NullMarked;
