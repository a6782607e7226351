/** The one live pipeline: gate, journal, stages, effects; owns the ports that the adapters fill. */
@NullMarked
package dev.linkflux.engine;

import org.jspecify.annotations.NullMarked;
