/** The whole monitor as one pure machine: events in, effects out. */
@NullMarked
package dev.linkflux.control;

import org.jspecify.annotations.NullMarked;
