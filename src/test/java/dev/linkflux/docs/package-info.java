/** The documents are read, and held against what they are about. */
@NullMarked
package dev.linkflux.docs;

import org.jspecify.annotations.NullMarked;
