package dev.linkflux.stream;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.stream.store.Entry;
import dev.linkflux.stream.store.EventLog;
import dev.linkflux.stream.store.LogReader;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Finds what was decided, the newest first, a page at a time: in memory, and from there on in the
 * log. One request costs a bounded amount of work; where that ends, {@code next} leads on.
 */
final class DecisionSearch {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Of the log, some 64 KB each. */
  private static final int MOST_PAGES = 64;

  /** Of an answer. */
  private static final int MOST_BYTES = 1 << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Hub hub;
  private final Scheduler loop;
  private final InForce inForce;

  /**
   * @param loop the only one that touches the hub
   * @param inForce names whom somebody may ask for
   */
  DecisionSearch(Hub hub, Scheduler loop, InForce inForce) {
    this.hub = hub;
    this.loop = loop;
    this.inForce = inForce;
  }

  /**
   * Answers a question such as {@code from=&to=&uplink=&server=&types=&cause=&before=&limit=}.
   *
   * @throws Problem.Refusal if it is not understood
   */
  Mono<Answer> find(Query query) {
    DecisionQuery wanted = DecisionQuery.of(query, inForce.uplinks(), inForce.servers());
    Mono<Found> remembered =
        Mono.fromSupplier(() -> remembered(wanted))
            .subscribeOn(loop)
            // What came before the question is told at the end of that run of the loop.
            .subscribeOn(loop);
    EventLog log = hub.log();
    Mono<Found> all =
        log == null
            ? remembered
            : remembered
                .flatMap(found -> log.read(reader -> kept(reader, found)))
                .timeout(PATIENCE, Mono.error(DecisionSearch::silent), loop);
    return all.map(found -> Answer.json(found.json()));
  }

  private static Problem.Refusal silent() {
    return Problem.refusal(
        HttpResponseStatus.SERVICE_UNAVAILABLE,
        "the disk has not answered for " + PATIENCE.toSeconds() + " s; ask again later");
  }

  private Found remembered(DecisionQuery wanted) {
    Found found = new Found(wanted);
    List<Message> all = hub.ring().latest(_ -> true, Integer.MAX_VALUE);
    found.since = all.isEmpty() ? null : hub.label(all.getLast());
    for (Message message : all) {
      if (found.isFull()) {
        break;
      }
      if (message.id() < wanted.before()
          && wanted.filter().passes(message)
          && (!wanted.decided() || message.isDecision())) {
        found.offer(message.id(), hub.label(message), message.json());
      }
      found.reached = Math.min(found.reached, message.id());
    }
    return found; // all below what it has reached is for the disk
  }

  private Found kept(LogReader reader, Found found) {
    DecisionQuery wanted = found.wanted;
    boolean more = true;
    for (int i = 0; i < MOST_PAGES && more && !found.isFull(); i++) {
      LogReader.Page page = reader.below(found.reached);
      boolean old = !page.entries().isEmpty();
      for (Entry entry : page.entries()) {
        if (found.isFull()) {
          break;
        }
        if (entry instanceof Entry.Told told
            && wanted.filter().passes(Kind.named(told.kind()), told.uplink(), told.server())
            && (!wanted.decided() || told.decided())) {
          found.offer(told.id(), told.at(), told.json());
        }
        old &= wanted.from() != null && entry.at().isBefore(wanted.from());
        found.reached = Math.min(found.reached, entry.id());
      }
      more = found.isFull() || (page.more() && !old);
    }
    found.more = more;
    Instant oldest = reader.since();
    if (oldest != null) {
      found.since = oldest;
    }
    return found;
  }

  /** What was found until now. */
  private static final class Found {
    private final DecisionQuery wanted;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int count;
    private long reached;
    private boolean more;
    private @Nullable Instant since;

    Found(DecisionQuery wanted) {
      this.wanted = wanted;
      reached = wanted.before();
      out.writeBytes("{\"decisions\":[".getBytes(StandardCharsets.US_ASCII));
    }

    boolean isFull() {
      return count >= wanted.limit() || out.size() > MOST_BYTES;
    }

    void offer(long id, Instant at, byte[] json) {
      if (id < wanted.before() && wanted.covers(at) && isOfThatCause(json)) {
        out.writeBytes((count == 0 ? "\n" : ",\n").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(json);
        count++;
      }
    }

    private boolean isOfThatCause(byte[] json) {
      if (wanted.cause() == null) {
        return true;
      }
      try {
        return wanted.cause().equals(MAPPER.readTree(json).path("cause").asText());
      } catch (IOException _) {
        return false; // it was whole when the log was read
      }
    }

    byte[] json() {
      byte[] rest =
          Json.bytes(
              json -> {
                json.writeStartObject();
                json.writeStringField("next", more || isFull() ? wanted.next(reached) : null);
                json.writeStringField("since", since == null ? null : Json.at(since));
                json.writeEndObject();
              });
      out.writeBytes("],".getBytes(StandardCharsets.US_ASCII));
      out.write(rest, 1, rest.length - 1);
      out.write('\n');
      return out.toByteArray();
    }
  }
}
