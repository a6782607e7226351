package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a broker is handed over, and when. */
class OutgoingTest {
  private final List<String> log = new ArrayList<>();
  private final Outgoing outgoing = new Outgoing(log::add);

  /** Notes what it is given, and confirms only when it is told to. */
  private static final class Slow implements Link {
    private final List<String> given = new ArrayList<>();
    private final Deque<CompletableFuture<String>> open = new ArrayDeque<>();

    @Override
    public CompletableFuture<?> publish(String topic, String payload, boolean retain) {
      assertThat(retain).isTrue();
      given.add(topic + "=" + payload);
      open.add(new CompletableFuture<>());
      return open.getLast();
    }

    void confirm() {
      open.removeFirst().complete("");
    }

    void confirmAll() {
      while (!open.isEmpty()) {
        confirm();
      }
    }

    @Override
    public CompletableFuture<?> connect() {
      return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<?> listen(String filter) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<?> close() {
      return new CompletableFuture<>();
    }
  }

  private static Map<String, String> topics(int count, String payload) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      all.put("t" + i, payload);
    }
    return all;
  }

  @Test
  void fewAreOnTheirWayAtOnceAndOfEachOnlyTheLatest() {
    Slow link = new Slow();
    outgoing.open(link);
    for (int i = 0; i < 1000; i++) {
      outgoing.offer(topics(20, "" + i));
    }
    assertThat(link.given).hasSize(8);
    link.confirmAll();
    // The first eight once more, since they have changed; the others only as they are now.
    assertThat(link.given).hasSize(28);
    assertThat(link.given.subList(8, 28)).allMatch(it -> it.endsWith("=999"));
  }

  @Test
  void whatIsSaidAlreadyIsNotSaidAgain() {
    Slow link = new Slow();
    outgoing.open(link);
    outgoing.offer(Map.of("t", "1"));
    outgoing.offer(Map.of("t", "1"));
    link.confirmAll();
    outgoing.offer(Map.of("t", "1"));
    assertThat(link.given).containsExactly("t=1");
    outgoing.repeat();
    assertThat(link.given).containsExactly("t=1", "t=1");
  }

  @Test
  void anotherConnectionIsToldAllAndTheOldOneCountsNoMore() {
    outgoing.offer(topics(20, "x"));
    Slow lost = new Slow();
    outgoing.open(lost);
    outgoing.shut();
    outgoing.offer(Map.of("t0", "y"));
    Slow link = new Slow();
    outgoing.open(link);
    assertThat(lost.given).hasSize(8);
    lost.confirmAll();
    assertThat(link.given).hasSize(8);
    link.confirmAll();
    assertThat(link.given).hasSize(20).contains("t0=y").doesNotContain("t0=x");
  }

  @Test
  void whatOthersHaveLeftIsRemoved() {
    Slow link = new Slow();
    outgoing.offer(Map.of("ours", "1"));
    outgoing.open(link);
    outgoing.found("ours");
    outgoing.found("gone");
    assertThat(link.given).containsExactly("ours=1", "gone=");
  }

  @Test
  void aRefusalIsSaidOnceAndNotTriedForEver() {
    Slow link = new Slow();
    outgoing.open(link);
    outgoing.offer(topics(2, "1"));
    link.open.removeFirst().completeExceptionally(new IllegalStateException("not authorised"));
    link.open.removeFirst().completeExceptionally(new IllegalStateException("not authorised"));
    assertThat(log).singleElement().asString().contains("not authorised");
    assertThat(link.given).hasSize(2);
  }
}
