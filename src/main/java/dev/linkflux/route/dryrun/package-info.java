/** Adapter to no kernel at all: plans are only told, and links are as a script says. */
@NullMarked
package dev.linkflux.route.dryrun;

import org.jspecify.annotations.NullMarked;
