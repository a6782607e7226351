/** When a quality is a breach, when a breach is a transition, and which uplinks carry traffic. */
@NullMarked
package dev.linkflux.decision;

import org.jspecify.annotations.NullMarked;
