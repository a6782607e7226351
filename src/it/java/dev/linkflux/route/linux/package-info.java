/** The adapter of Linux routing against a real kernel, in network namespaces of its own. */
@NullMarked
package dev.linkflux.route.linux;

import org.jspecify.annotations.NullMarked;
