/** What the routing tables should hold, and the changes that lead there from what they do hold. */
@NullMarked
package dev.linkflux.route;

import org.jspecify.annotations.NullMarked;
