/**
 * Servers of the whole built program in a lab: every way in which a server can be out of reach, and
 * what is said about it; where its name leads; which of several is in use.
 */
@NullMarked
package dev.linkflux.server;

import org.jspecify.annotations.NullMarked;
