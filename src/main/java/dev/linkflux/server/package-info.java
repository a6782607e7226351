/**
 * Whether a server works, why it does not, and which one is in use.
 *
 * <p>What its checks find through each uplink comes in as {@link dev.linkflux.server.Checked} and
 * {@link dev.linkflux.server.Located}; {@link dev.linkflux.server.ServerStage} makes verdicts,
 * transitions and elections of it, with the uplinks' own states in view, so that a server that is
 * gone and an uplink that is gone are told apart.
 */
@NullMarked
package dev.linkflux.server;

import org.jspecify.annotations.NullMarked;
