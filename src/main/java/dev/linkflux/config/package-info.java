/** A file becomes a configuration, or a list of everything that is wrong with it. */
@NullMarked
package dev.linkflux.config;

import org.jspecify.annotations.NullMarked;
