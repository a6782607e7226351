package dev.linkflux.control;

import java.util.List;

/**
 * Who is told of transitions in words: people, by mail, broker or web server.
 *
 * @param channels in the order of the file
 */
public record Notifications(List<Channel> channels) {
  public static final Notifications NONE = new Notifications(List.of());

  public Notifications {
    channels = List.copyOf(channels);
  }

  /** A way to somebody. */
  public interface Channel {}
}
