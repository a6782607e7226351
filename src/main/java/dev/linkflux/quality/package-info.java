/**
 * What the recent outcomes of one uplink amount to: loss ratio, round-trip time, delay variation.
 */
@NullMarked
package dev.linkflux.quality;

import org.jspecify.annotations.NullMarked;
