/**
 * Examines a machine for a configuration: what on it keeps linkflux from doing what it is asked to,
 * and the very command that mends it. It reads, and changes nothing.
 */
@NullMarked
package dev.linkflux.doctor;

import org.jspecify.annotations.NullMarked;
