/** What one probe is, which reply belongs to it, and how it ended. */
@NullMarked
package dev.linkflux.probe;

import org.jspecify.annotations.NullMarked;
