package dev.linkflux.cli;

import dev.linkflux.resolve.UnresolvedException;
import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.uplink.Uplink;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.Exceptions;

/**
 * A target of a kind that needs an address, given by its name: asked for once, through the uplink.
 *
 * @param literal the target with the address in place of the name
 */
record Named(String literal) {
  /** What no address has: a letter that is no hexadecimal digit, or a hyphen, and no slash. */
  private static final Pattern NAME =
      Pattern.compile("((?=[^:/]*[g-zG-Z-])[A-Za-z0-9_.-]+)(?::(\\d+))?");

  private static final Duration LIMIT = Duration.ofSeconds(10);

  static Named of(String target, ProbeKind kind, Probers probers, Uplink uplink) {
    Matcher name = NAME.matcher(target);
    if (kind == ProbeKind.TCP || kind == ProbeKind.HTTP || !name.matches()) {
      return new Named(target);
    }
    InetAddress address = resolved(name.group(1), probers, uplink);
    String text = address.getHostAddress();
    if (name.group(2) == null) {
      return new Named(text);
    }
    return new Named(
        (address instanceof Inet6Address ? "[" + text + "]" : text) + ":" + name.group(2));
  }

  private static InetAddress resolved(String name, Probers probers, Uplink uplink) {
    try {
      List<InetAddress> addresses =
          Objects.requireNonNull(probers.directory().resolve(uplink, name).block(LIMIT));
      return addresses.getFirst();
    } catch (RuntimeException failure) {
      if (Exceptions.unwrap(failure) instanceof UnresolvedException unresolved) {
        throw new Refusal(Refusal.FAILED, "linkflux: cannot resolve: " + unresolved.getMessage());
      }
      throw failure;
    }
  }
}
