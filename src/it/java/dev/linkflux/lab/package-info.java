/**
 * A small world in network namespaces: a router with three uplinks that can be made bad at will,
 * the targets behind them, and a client whose traffic shows what a switch costs.
 */
@NullMarked
package dev.linkflux.lab;

import org.jspecify.annotations.NullMarked;
