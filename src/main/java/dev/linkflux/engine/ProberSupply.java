package dev.linkflux.engine;

import dev.linkflux.control.Settings;
import dev.linkflux.uplink.ProbeKind;
import java.util.Map;

/** Port: who asks by some settings. */
@FunctionalInterface
public interface ProberSupply {
  /**
   * One prober of every kind of the targets, at least. The same one as before goes on with what it
   * does; another one begins anew. Never blocks.
   */
  Map<ProbeKind, Prober> of(Settings settings);
}
