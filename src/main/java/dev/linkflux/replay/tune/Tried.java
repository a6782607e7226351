package dev.linkflux.replay.tune;

import dev.linkflux.control.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings that were tried, and what they were worth.
 *
 * @param turned paths of what is not as it is now
 * @param training over the blocks that are chosen by
 * @param heldOut over the others
 * @param whole over all
 * @param eachHeldOut of each of those by itself
 */
public record Tried(
    Settings settings,
    List<String> turned,
    Figures training,
    Figures heldOut,
    Figures whole,
    List<Figures> eachHeldOut) {
  public Tried {
    turned = List.copyOf(turned);
    eachHeldOut = List.copyOf(eachHeldOut);
  }

  /**
   * From the scores of each block.
   *
   * @param scores as many as blocks
   */
  static Tried of(Settings settings, List<String> turned, List<Block> blocks, List<Scored> scores) {
    List<Scored> training = new ArrayList<>();
    List<Scored> heldOut = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      (blocks.get(i).heldOut() ? heldOut : training).add(scores.get(i));
    }
    return new Tried(
        settings,
        turned,
        Figures.over(training),
        Figures.over(heldOut),
        Figures.over(scores),
        heldOut.stream().map(score -> Figures.over(List.of(score))).toList());
  }
}
