package dev.linkflux.probe;

import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;

/**
 * Which probe.
 *
 * @param sequence counts the probes of this uplink and target, rising; gaps are allowed
 */
public record ProbeId(UplinkId uplink, TargetId target, long sequence) {
  @Override
  public String toString() {
    return uplink + "/" + target + "#" + sequence;
  }
}
