/**
 * Commands: reads the settings, builds the pipeline, starts and stops it. The only place that
 * subscribes, blocks or names a scheduler.
 */
@NullMarked
package dev.linkflux.cli;

import org.jspecify.annotations.NullMarked;
