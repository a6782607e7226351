package dev.linkflux.server;

/**
 * What is broken on the way to a server.
 *
 * @param rung the first that does not hold
 * @param detail what was seen, with its figures, for a person: a few words such as {@code status
 *     503}, without the name of server or uplink, and never a secret
 */
public record Breach(Rung rung, String detail) {
  @Override
  public String toString() {
    return rung + " (" + detail + ")";
  }
}
