package dev.linkflux.stream;

import static dev.linkflux.stream.Samples.FIBRE;
import static dev.linkflux.stream.Samples.LTE;
import static dev.linkflux.stream.Samples.election;
import static dev.linkflux.stream.Samples.message;
import static dev.linkflux.stream.Samples.quality;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class AudienceTest {
  private final List<Listener> slow = new ArrayList<>();

  private List<String> told(Filter filter, List<Message> messages) {
    Audience audience = new Audience(filter, new Packer());
    Listener listener = new Listener(filter, 100, false);
    audience.join(listener);
    messages.forEach(it -> audience.tell(List.of(it), slow::add));
    audience.end();
    List<String> found = new ArrayList<>();
    StepVerifier.create(listener.chunks())
        .thenConsumeWhile(
            _ -> true, chunk -> found.add(new String(chunk.bytes(), StandardCharsets.UTF_8)))
        .verifyComplete();
    return found;
  }

  @Test
  void aMessageIsOneServerSentEventOfThreeLines() {
    assertThat(told(Filter.ALL, List.of(message(17, election(1500, FIBRE)))))
        .containsExactly(
            "event: election\nid: 17\ndata: {\"type\":\"election\",\"id\":17,"
                + "\"at\":\"2026-11-22T03:00:01.500Z\",\"carrying\":[\"fibre\"],"
                + "\"standby\":[\"lte\"],\"excluded\":[],\"considered\":[],\"cause\":\"loss\","
                + "\"sentence\":\"traffic moves\"}\n\n");
  }

  @Test
  void onlyTheWantedKindsAndUplinksAreTold() {
    Filter filter =
        new Filter(EnumSet.of(Kind.QUALITY, Kind.ELECTION), Set.of("lte"), Set.of(), Duration.ZERO);

    assertThat(
            told(
                filter,
                List.of(
                    message(1, quality(0, FIBRE)),
                    message(2, quality(0, LTE)),
                    message(3, Samples.replied(0, LTE, 1)),
                    message(4, election(0, FIBRE)))))
        .satisfiesExactly(
            it -> assertThat(it).contains("id: 2"), it -> assertThat(it).contains("id: 4"));
  }

  @Test
  void thinningLeavesOneAPeriodForEachSubjectAndEveryDecision() {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      messages.add(message(100 + i, quality(200L * i, FIBRE)));
      messages.add(message(200 + i, quality(200L * i, LTE)));
      messages.add(message(300 + i, election(200L * i, FIBRE)));
    }

    List<String> told =
        told(new Filter(Set.of(), Set.of(), Set.of(), Duration.ofSeconds(1)), messages);

    assertThat(told).filteredOn(it -> it.contains("event: quality")).hasSize(6);
    assertThat(told).filteredOn(it -> it.contains("event: election")).hasSize(15);
  }

  @Test
  void bytesAreSharedByAllListeners() {
    Audience audience = new Audience(Filter.ALL, new Packer());
    Listener one = new Listener(Filter.ALL, 10, false);
    Listener other = new Listener(Filter.ALL, 10, false);
    audience.join(one);
    audience.join(other);
    audience.tell(List.of(message(1, election(0, FIBRE))), slow::add);

    assertThat(one.chunks().blockFirst()).isSameAs(other.chunks().blockFirst());
  }

  @Test
  void whoDoesNotReadIsSlowOnceTheLimitIsPassed() {
    Audience audience = new Audience(Filter.ALL, new Packer());
    audience.join(new Listener(Filter.ALL, 10, false));
    for (int i = 0; i < 11; i++) {
      audience.tell(List.of(message(i, election(0, FIBRE))), slow::add);
    }
    assertThat(slow).isEmpty();

    audience.tell(List.of(message(11, election(0, FIBRE))), slow::add);

    assertThat(slow).hasSize(1);
  }
}
