/**
 * Configurations of other programs turned into ours: each line says where it came from, and what
 * could not be carried over is named with the reason. To add a program: a class like {@link
 * Mwan3Import}, and a line in {@link Source}.
 */
@NullMarked
package dev.linkflux.config.imported;

import org.jspecify.annotations.NullMarked;
