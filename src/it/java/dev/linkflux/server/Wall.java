package dev.linkflux.server;

import dev.linkflux.lab.Namespace;
import java.util.List;

/** What the world does not let in. */
final class Wall {
  private final Namespace world;

  Wall(Namespace world) {
    this.world = world;
    nft(
        """
        add table inet wall
        add chain inet wall incoming { type filter hook prerouting priority -300; }
        """);
  }

  /** Drops what matches, such as {@code tcp dport 65500}, from now on. */
  void drop(String... matches) {
    nft(
        String.join(
            "",
            List.of(matches).stream()
                .map(match -> "add rule inet wall incoming " + match + " drop\n")
                .toList()));
  }

  /** Drops nothing any more. */
  void open() {
    nft("flush chain inet wall incoming\n");
  }

  private void nft(String lines) {
    String _ = world.run(lines, "nft", "-f", "-");
  }
}
