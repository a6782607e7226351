package dev.linkflux.stream;

import static dev.linkflux.stream.Samples.FIBRE;
import static dev.linkflux.stream.Samples.election;
import static dev.linkflux.stream.Samples.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AudiencesTest {
  private final Audiences audiences = new Audiences();

  private Listener joined(int limit) {
    Listener listener = new Listener(Filter.ALL, limit, false);
    audiences.join(listener);
    return listener;
  }

  private void tell(long id) {
    audiences.tell(List.of(message(id, election(0, FIBRE))));
  }

  /** All that it was sent; it must have been ended. */
  private static List<String> sent(Listener listener) {
    return listener
        .chunks()
        .map(chunk -> new String(chunk.bytes(), StandardCharsets.UTF_8))
        .collectList()
        .blockOptional()
        .orElseThrow();
  }

  @Test
  void whoIsTooSlowIsSentALastWordAndTheOthersAreToldOn() {
    Listener slow = joined(0);
    Listener other = joined(10);
    tell(1);
    tell(2);
    tell(3);

    assertThat(audiences.dropped()).isEqualTo(1);
    assertThat(sent(slow))
        .satisfiesExactly(
            it -> assertThat(it).contains("id: 1\n"),
            it -> assertThat(it).startsWith("event: dropped\n"));
    assertThat(audiences.waiting().getMax()).isEqualTo(3);
    audiences.end();
    assertThat(sent(other)).hasSize(3);
  }

  @Test
  void aHeartbeatFindsOutWhoIsGone() {
    Listener gone = joined(0);
    audiences.beat();
    assertThat(audiences.dropped()).isZero();

    audiences.beat();

    assertThat(audiences.dropped()).isEqualTo(1);
    assertThat(sent(gone)).first().isEqualTo(": still here\n\n");
  }

  @Test
  void whoHasLeftIsNotToldAnyMore() {
    Listener listener = joined(10);
    tell(1);
    audiences.leave(listener);
    tell(2);
    listener.end();

    assertThat(sent(listener)).singleElement().asString().contains("id: 1\n");
  }

  @Test
  void whoJoinsAfterTheEndIsSentOff() {
    audiences.end();

    assertThat(sent(joined(10))).isEmpty();
  }
}
