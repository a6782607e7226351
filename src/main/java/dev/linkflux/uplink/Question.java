package dev.linkflux.uplink;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a target is asked, and what counts as an answer. Ports are 1 to 65535. */
public sealed interface Question {
  ProbeKind kind();

  /**
   * How many round trips of the network there may be from the probe to its answer, from 1: as many
   * times as long it is waited for.
   */
  default int roundTrips() {
    return 1;
  }

  /** An echo request (RFC 792, RFC 4443 section 4.1). */
  record Icmp(Host host) implements Question {
    /** At an address. */
    public Icmp(InetAddress address) {
      this(Host.of(address));
    }

    @Override
    public ProbeKind kind() {
      return ProbeKind.ICMP;
    }
  }

  /** A datagram that comes back as it is (RFC 862). */
  record Echo(Host host, int port) implements Question {
    /** At an address. */
    public Echo(InetAddress address, int port) {
      this(Host.of(address), port);
    }

    @Override
    public ProbeKind kind() {
      return ProbeKind.UDP;
    }
  }

  /**
   * A STAMP test packet (RFC 8762).
   *
   * @param keyFile holds the key of the authenticated mode (section 4.4); null for the
   *     unauthenticated one
   */
  record Stamp(Host host, int port, @Nullable String keyFile) implements Question {
    /** RFC 8762 section 4.1. */
    public static final int PORT = 862;

    /** At an address. */
    public Stamp(InetAddress address, int port, @Nullable String keyFile) {
      this(Host.of(address), port, keyFile);
    }

    @Override
    public ProbeKind kind() {
      return ProbeKind.UDP;
    }
  }

  /** A connection (RFC 9293). A refusal is an answer too. */
  record Tcp(Host host, int port) implements Question {
    @Override
    public ProbeKind kind() {
      return ProbeKind.TCP;
    }
  }

  /**
   * A GET (RFC 9110 section 9.3.1). Redirections are not followed: one that is not asked for is a
   * captive portal's.
   *
   * @param tls true for HTTPS
   * @param target path and query of the request, beginning with a slash
   * @param status that the answer must have; 0 for any from 200 to 299
   * @param text that must be in the body, within its first {@code bytes}; empty for any body
   * @param pin {@code sha256/} and the base64 digest of the server's public key (RFC 7469 section
   *     2.4), in place of a certificate that is signed by an authority; null for such a certificate
   * @param bytes of the body that are read at most
   */
  record Http(
      boolean tls,
      Host host,
      int port,
      String target,
      int status,
      String text,
      @Nullable String pin,
      int bytes)
      implements Question {
    public static final int DEFAULT_BYTES = 65_536;

    /** Of the connection, of the request; and two of TLS (RFC 5246 section 7.3) between them. */
    @Override
    public int roundTrips() {
      return tls ? 4 : 2;
    }

    @Override
    public ProbeKind kind() {
      return ProbeKind.HTTP;
    }
  }

  /**
   * A query (RFC 1035).
   *
   * @param address of the name server
   * @param name that is asked for
   * @param type of the record, such as {@code A}
   * @param expected what the answer must have at least one of, in presentation format; empty if any
   *     answer will do, even that there is no such name
   */
  record Dns(InetAddress address, int port, String name, String type, List<String> expected)
      implements Question {
    public static final int PORT = 53;

    public Dns {
      expected = List.copyOf(expected);
    }

    @Override
    public ProbeKind kind() {
      return ProbeKind.DNS;
    }
  }
}
