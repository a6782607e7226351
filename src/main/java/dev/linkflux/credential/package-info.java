/** What proves who somebody is, as it stands in files: tokens, certificates and keys. */
@NullMarked
package dev.linkflux.credential;

import org.jspecify.annotations.NullMarked;
