/**
 * Tells other programs what was decided: by running them, by webhooks, and by a small file that
 * anybody can read. Whatever becomes of them disturbs nothing here.
 */
@NullMarked
package dev.linkflux.notify;

import org.jspecify.annotations.NullMarked;
