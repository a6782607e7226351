/** The kernel package against a real kernel, in network namespaces of its own. */
@NullMarked
package dev.linkflux.kernel;

import org.jspecify.annotations.NullMarked;
