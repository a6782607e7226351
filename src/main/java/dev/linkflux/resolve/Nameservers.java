package dev.linkflux.resolve;

import dev.linkflux.engine.Instruments;
import dev.linkflux.resolve.UnresolvedException.Reason;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Obstacle;
import dev.linkflux.wire.Passage;
import dev.linkflux.wire.dns.NameQuestion;
import java.io.EOFException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * The name servers in their order, asked until one knows. Each is asked through the uplink; one on
 * this machine, which no device leads to, as the routes say.
 */
final class Nameservers {
  /** Twice each, as resolv.conf(5) has it, but not for 5 seconds each. */
  private static final int ROUNDS = 2;

  private static final Duration LIMIT = Duration.ofMillis(1500);

  private final List<InetSocketAddress> servers;
  private final Passage passage;
  private final Exchange exchange;

  Nameservers(
      LoopResources loops,
      List<InetSocketAddress> servers,
      Passage passage,
      Instruments instruments) {
    this.servers = List.copyOf(servers);
    this.passage = passage;
    this.exchange = new Exchange(loops, LIMIT, instruments);
  }

  /**
   * Asks until a server gives the records, or knows that there are none.
   *
   * @return NOERROR or NXDOMAIN; else an {@link UnresolvedException} that says what each server did
   */
  Mono<Message> answer(Uplink uplink, NameQuestion question) {
    return Mono.defer(
        () -> {
          Failures failures = new Failures(uplink);
          return Flux.range(0, ROUNDS * servers.size())
              .concatMap(turn -> answer(uplink, question, turn % servers.size(), failures), 1)
              .next()
              .switchIfEmpty(Mono.error(failures::sum));
        });
  }

  /** Empty if that server does not help. */
  private Mono<Message> answer(Uplink uplink, NameQuestion question, int index, Failures failures) {
    InetSocketAddress server = servers.get(index);
    if (failures.isFinal(index)) {
      return Mono.empty();
    }
    boolean here = server.getAddress().isLoopbackAddress();
    if (!here && !passage.isOpen(uplink, server.getAddress())) {
      failures.add(index, "no-gateway", true);
      return Mono.empty();
    }
    return exchange
        .answer(here ? local(uplink) : uplink, server, question)
        .filter(message -> isHelp(message, index, failures))
        .onErrorResume(
            failure -> {
              failures.add(index, words(failure), false);
              return Mono.empty();
            });
  }

  private static boolean isHelp(Message message, int index, Failures failures) {
    int rcode = message.getRcode();
    if (rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN) {
      return true;
    }
    failures.refused(index, Rcode.string(rcode));
    return false;
  }

  private static Uplink local(Uplink uplink) {
    return new Uplink(
        uplink.id(), "", uplink.tier(), List.of(), uplink.weight(), uplink.disabled());
  }

  private static String words(Throwable failure) {
    return switch (failure) {
      case TimeoutException _ -> "timed out";
      case PortUnreachableException _ -> "nobody listens there";
      case EOFException _ -> "closed the connection";
      default ->
          switch (Obstacle.of(failure)) {
            case Obstacle.Silent _ -> "timed out";
            case Obstacle.Refused _ -> "refuses TCP";
            case Obstacle.Reported(var type, var code, _) -> "ICMP " + type + "/" + code;
            case Obstacle.Local(var reason) -> reason;
          };
    };
  }

  /** What each server did, the last time it was asked. */
  private final class Failures {
    private final Uplink uplink;
    private final String[] words = new String[servers.size()];
    private final boolean[] last = new boolean[servers.size()];
    private boolean refused;

    Failures(Uplink uplink) {
      this.uplink = uplink;
    }

    /** Whether to ask that server again is no use. */
    boolean isFinal(int index) {
      return last[index];
    }

    void add(int index, String what, boolean isLast) {
      words[index] = what;
      last[index] = isLast;
    }

    void refused(int index, String rcode) {
      add(index, rcode, true);
      refused = true;
    }

    UnresolvedException sum() {
      String through = uplink.device().isEmpty() ? "" : " through " + uplink.name();
      if (servers.size() == 1 && refused) {
        return new UnresolvedException(
            Reason.REFUSED, words[0] + " by " + text(servers.getFirst()) + through);
      }
      List<String> each = new ArrayList<>();
      for (int i = 0; i < words.length; i++) {
        each.add(text(servers.get(i)) + ": " + words[i]);
      }
      return new UnresolvedException(
          refused ? Reason.REFUSED : Reason.SILENT,
          (refused ? "no name server helped" : "no name server answered")
              + through
              + " ("
              + String.join(", ", each)
              + ")");
    }

    private static String text(InetSocketAddress server) {
      InetAddress address = server.getAddress();
      return address.getHostAddress();
    }
  }
}
