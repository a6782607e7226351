/** Three uplinks that exist on loopback sockets only, and a scripted day of trouble for them. */
@NullMarked
package dev.linkflux.demo;

import org.jspecify.annotations.NullMarked;
