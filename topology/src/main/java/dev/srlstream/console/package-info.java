/** What people see on a terminal: audits, frames and rejections as text or JSON. */
@NullMarked
package dev.srlstream.console;

import org.jspecify.annotations.NullMarked;
