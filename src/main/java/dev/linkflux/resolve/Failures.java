package dev.linkflux.resolve;

import dev.linkflux.kernel.Errno;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Nameserver;
import dev.linkflux.wire.Obstacle;
import dev.linkflux.wire.tls.UntrustedException;
import java.io.EOFException;
import java.net.PortUnreachableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What each name server did instead of helping, the last time it was asked one question. */
final class Failures {
  /** No longer list of servers is told in full. */
  private static final int TOLD = 4;

  private final List<Nameserver> servers;
  private final Kind[] kinds;
  private final String[] words;

  private enum Kind {
    /** Not asked yet. */
    NONE,
    /** The limit forbade to ask it. */
    WITHHELD,
    /** Nothing could be sent: final. */
    NOT_SENT,
    /** It may answer the next time. */
    SILENT,
    /** There is no TLS with it: final. */
    INSECURE,
    /** It will not or cannot find out: final. */
    REFUSED
  }

  /** The limit does not let this question be asked again by TCP. */
  static final class WithheldException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WithheldException() {
      super("limit", null, false, false);
    }
  }

  Failures(List<Nameserver> servers) {
    this.servers = servers;
    this.kinds = Stream.generate(() -> Kind.NONE).limit(servers.size()).toArray(Kind[]::new);
    this.words = new String[servers.size()];
  }

  /** Whether to ask that server again is no use. */
  boolean isFinal(int index) {
    return switch (kinds[index]) {
      case NOT_SENT, INSECURE, REFUSED -> true;
      case NONE, WITHHELD, SILENT -> false;
    };
  }

  void notSent(int index, String why) {
    set(index, Kind.NOT_SENT, why);
  }

  /** What it did before that stands. */
  void withheld(int index) {
    if (kinds[index] == Kind.NONE) {
      set(index, Kind.WITHHELD, "asked as often as the limit allows");
    }
  }

  void refused(int index, String rcode) {
    set(index, Kind.REFUSED, rcode);
  }

  void add(int index, Throwable failure) {
    switch (failure) {
      case TimeoutException _ -> set(index, Kind.SILENT, silence(index));
      case WithheldException _ -> withheld(index);
      case PortUnreachableException _ -> set(index, Kind.SILENT, "nobody listens there");
      case EOFException _ -> set(index, Kind.SILENT, "closed the connection");
      case SSLException _ -> set(index, Kind.INSECURE, insecurity(failure));
      default -> add(index, Obstacle.of(failure));
    }
  }

  /** What is wrong with a certificate, in its own words; all else is the server's. */
  private static String insecurity(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UntrustedException untrusted) {
        return String.valueOf(untrusted.getMessage());
      }
    }
    return "no TLS connection comes about";
  }

  private void add(int index, Obstacle obstacle) {
    switch (obstacle) {
      case Obstacle.Silent _ -> set(index, Kind.SILENT, silence(index));
      case Obstacle.Refused _ -> set(index, Kind.SILENT, "refuses TCP");
      case Obstacle.Reported(var type, var code, _, _) ->
          set(index, Kind.SILENT, "ICMP " + type + "/" + code);
      case Obstacle.Local(var reason) -> local(index, reason);
    }
  }

  private void local(int index, String reason) {
    if (reason.equals(Errno.ENODEV.name())) {
      notSent(index, "no-interface");
    } else {
      set(index, Kind.SILENT, reason);
    }
  }

  private void set(int index, Kind kind, String what) {
    kinds[index] = kind;
    words[index] = what;
  }

  private String silence(int index) {
    return servers.get(index).tls() == null ? "no answer within 1.5 s" : "no answer within 3.0 s";
  }

  /** What all of it amounts to. */
  Reply sum() {
    boolean silent = has(Kind.SILENT) || has(Kind.INSECURE);
    if (has(Kind.WITHHELD) && !silent && !has(Kind.REFUSED)) {
      return new Reply.Withheld();
    }
    if (has(Kind.REFUSED)) {
      return failed(Rung.DNS_REFUSED, true);
    }
    return silent || servers.isEmpty() ? failed(Rung.DNS_SILENT, true) : failed(Rung.UPLINK, false);
  }

  private boolean has(Kind kind) {
    return List.of(kinds).contains(kind);
  }

  private Reply failed(Rung rung, boolean asked) {
    return new Reply.Unhelped(new Found.Failed(new Breach(rung, detail(asked)), asked));
  }

  private String detail(boolean asked) {
    if (servers.isEmpty()) {
      return "no name server is known";
    }
    if (!asked) {
      return words[0];
    }
    if (servers.size() == 1) {
      String server = text(servers.getFirst());
      return has(Kind.REFUSED) ? words[0] + " from " + server : server + ": " + words[0];
    }
    List<String> each = new ArrayList<>();
    for (int i = 0; i < Math.min(words.length, TOLD); i++) {
      each.add(text(servers.get(i)) + ": " + words[i]);
    }
    return String.join(", ", each);
  }

  private static String text(Nameserver server) {
    return server.address().getHostAddress();
  }
}
