/** What clients of HTTP share: which answers count, and words for those that cannot be read. */
@NullMarked
package dev.linkflux.wire.http;

import org.jspecify.annotations.NullMarked;
