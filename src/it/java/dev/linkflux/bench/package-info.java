/** The probe engine measured beside the tools that people know, in namespaces of its own. */
@NullMarked
package dev.linkflux.bench;

import org.jspecify.annotations.NullMarked;
