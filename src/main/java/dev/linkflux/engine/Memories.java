package dev.linkflux.engine;

import java.util.List;

/** Port: what is known from before a restart, as inputs for the very beginning. */
public interface Memories {
  /** Nothing is. */
  Memories NONE =
      new Memories() {
        @Override
        public List<Unstamped> recalled() {
          return List.of();
        }

        @Override
        public List<Unstamped> appointed() {
          return List.of();
        }
      };

  /**
   * What was learnt and ordered: {@link dev.linkflux.time.Recalled} and {@link
   * dev.linkflux.uplink.Steered}. It comes behind the first date and before all else.
   */
  List<Unstamped> recalled();

  /**
   * The server that the operator wants, if any ({@link dev.linkflux.server.Appointed}). It comes
   * behind which one was in use, as it did when it was said.
   */
  List<Unstamped> appointed();
}
