/**
 * From a throwable to what people are told and what follows from it: whose fault it is, one sentence with the cure, and whether the
 * service stops. Words of other libraries are recognised here and nowhere else.
 */
@NullMarked
package dev.srlstream.diagnosis;

import org.jspecify.annotations.NullMarked;
