/** One page of a replay for people: curves, truth, decisions, scores, and a sentence of advice. */
@NullMarked
package dev.linkflux.replay.report;

import org.jspecify.annotations.NullMarked;
