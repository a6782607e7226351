/** What the service takes while nothing happens, and how soon it is at work. */
@NullMarked
package dev.linkflux.rest;

import org.jspecify.annotations.NullMarked;
