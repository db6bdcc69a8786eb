/** The contracts of a service as a schema registry has them: under which subjects, with which texts. */
@NullMarked
package dev.srlstream.contract;

import org.jspecify.annotations.NullMarked;
