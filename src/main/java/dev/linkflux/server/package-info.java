/**
 * Whether a server works, why it does not, and which one is in use.
 *
 * <p>What its checks find through each uplink comes in as {@link dev.linkflux.server.Checked} and
 * {@link dev.linkflux.server.Located}; {@link dev.linkflux.server.ServerStage} makes verdicts,
 * transitions and elections of it, with the uplinks' own states in view, so that a server that is
 * gone and an uplink that is gone are told apart.
 *
 * <p>Where to look: {@code Watch} is one server. {@code Verdicts} decides by {@code Footing} (what
 * is known of the uplinks) which of its checks are evidence; {@code Paths} makes a {@code Finding}
 * of them, {@code StateTable} moves its {@code State} by it, {@code Conduct} says how long it must
 * prove itself. {@code Elector} chooses among all of them. {@code Ladder}, {@code Hints}, {@code
 * Sentences}, {@code Figures} and {@code Choice} say why.
 */
@NullMarked
package dev.linkflux.server;

import org.jspecify.annotations.NullMarked;
