/**
 * Hours of random trouble for the built service, and independent observers that hold it against
 * what was really broken.
 */
@NullMarked
package dev.linkflux.soak;

import org.jspecify.annotations.NullMarked;
