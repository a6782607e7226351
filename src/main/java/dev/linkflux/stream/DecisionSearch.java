package dev.linkflux.stream;

import dev.linkflux.control.Settings;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Finds what was decided, the newest first, a page at a time. */
final class DecisionSearch {
  private final Hub hub;
  private final Scheduler loop;
  private final Set<String> uplinks;
  private final Set<String> servers;

  /**
   * @param loop the only one that touches the hub
   * @param settings name whom somebody may ask for
   */
  DecisionSearch(Hub hub, Scheduler loop, Settings settings) {
    this.hub = hub;
    this.loop = loop;
    uplinks = settings.uplinks().stream().map(Uplink::name).collect(Collectors.toSet());
    servers = settings.servers().stream().map(Server::name).collect(Collectors.toSet());
  }

  /**
   * Answers a question such as {@code from=&to=&uplink=&server=&types=&cause=&before=&limit=}.
   *
   * @throws Problem.Refusal if it is not understood
   */
  Mono<Answer> find(Query query) {
    DecisionQuery wanted = DecisionQuery.of(query, uplinks, servers);
    return Mono.fromCallable(() -> Answer.json(page(wanted))).subscribeOn(loop);
  }

  private byte[] page(DecisionQuery wanted) {
    List<Message> found =
        hub.ring()
            .latest(
                it ->
                    it.id() < wanted.before()
                        && wanted.filter().passes(it)
                        && (!wanted.decided() || it.isDecision()),
                wanted.limit());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("{\"decisions\":[".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < found.size(); i++) {
      out.writeBytes((i == 0 ? "\n" : ",\n").getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(found.get(i).json());
    }
    out.writeBytes("],\"next\":null,\"since\":null}\n".getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }
}
