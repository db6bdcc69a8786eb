/** The manifests of the folder k8s as kustomize renders them, and what they are held against. */
@NullMarked
package dev.srlstream.manifests;

import org.jspecify.annotations.NullMarked;
