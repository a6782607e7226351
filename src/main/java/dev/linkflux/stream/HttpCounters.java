package dev.linkflux.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Counts what is answered over HTTP, and who is turned away. From any thread. */
final class HttpCounters {
  private static final int CLIENT_ERROR = 4;

  private final List<Counter> classes;
  private volatile LongSupplier rejected = () -> 0;

  HttpCounters(MeterRegistry registry) {
    classes =
        IntStream.rangeClosed(1, 5)
            .mapToObj(
                first ->
                    Meters.counter(
                        registry,
                        "linkflux_http_requests_total",
                        "Requests whose answers have ended, by the class of their status.",
                        "status",
                        first + "xx"))
            .toList();
    Meters.counted(
        registry,
        "linkflux_logins_rejected_total",
        "Requests with a token that is not known.",
        this,
        it -> it.rejected.getAsLong());
  }

  /** The same answer, counted when it ends, be it because the client has gone. */
  Mono<Void> counted(Publisher<Void> answer, HttpServerResponse response) {
    return Mono.from(answer).doFinally(_ -> count(response.status().code() / 100));
  }

  /** A request was so malformed that nobody got to see it. */
  void malformed() {
    count(CLIENT_ERROR);
  }

  private void count(int statusClass) {
    if (statusClass >= 1 && statusClass <= classes.size()) {
      classes.get(statusClass - 1).increment();
    }
  }

  /** Whoever checks tokens counts those that are not known; may be asked from any thread. */
  void rejectedBy(LongSupplier count) {
    rejected = count;
  }
}
