/** The probers of all kinds against a real kernel: which way they leave, and what they tell apart. */
@NullMarked
package dev.linkflux.probe;

import org.jspecify.annotations.NullMarked;
