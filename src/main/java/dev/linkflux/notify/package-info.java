/**
 * Tells others what was decided: programs, by running them, by webhooks, and by a small file that
 * anybody can read; people, by mail, broker and web server. Whatever becomes of them disturbs
 * nothing here.
 */
@NullMarked
package dev.linkflux.notify;

import org.jspecify.annotations.NullMarked;
