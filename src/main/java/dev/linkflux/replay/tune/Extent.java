package dev.linkflux.replay.tune;

import java.util.List;

/**
 * How much of a trace a part of it is.
 *
 * @param spells bad ones, of all uplinks
 */
public record Extent(int blocks, double seconds, int spells) {
  static Extent of(List<Block> blocks, boolean heldOut) {
    List<Block> part = blocks.stream().filter(it -> it.heldOut() == heldOut).toList();
    return new Extent(
        part.size(),
        part.stream().mapToDouble(Block::seconds).sum(),
        part.stream().mapToInt(Block::spells).sum());
  }
}
