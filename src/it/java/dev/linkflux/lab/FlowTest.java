package dev.linkflux.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FlowTest {
  @Test
  void theLongestGapIsBetweenTwoArrivals() {
    assertThat(flow(100, arrival(0, 5), arrival(1, 15), arrival(9, 95)).longestGap())
        .isEqualTo(new Flow.Gap(15, 95));
  }

  @Test
  void whatIsLostAtTheEndIsAGapToo() {
    assertThat(flow(100, arrival(0, 5), arrival(1, 15)).longestGap())
        .isEqualTo(new Flow.Gap(15, 100));
  }

  @Test
  void aFlowWithoutAnyArrivalIsOneGap() {
    assertThat(flow(100).longestGap()).isEqualTo(new Flow.Gap(0, 100));
    assertThat(flow(100).lost()).isEqualTo(10);
  }

  @Test
  void aDuplicateIsNeitherReceivedTwiceNorAnOutage() {
    Flow flow = flow(20, arrival(0, 5), arrival(0, 6), arrival(1, 15));
    assertThat(flow.received()).isEqualTo(2);
    assertThat(flow.reordered()).isEqualTo(1);
  }

  @Test
  void aPacketAfterAHigherSequenceIsReordered() {
    assertThat(flow(50, arrival(0, 1), arrival(2, 2), arrival(1, 3), arrival(3, 4)).reordered())
        .isEqualTo(1);
  }

  private static Flow flow(long lastSentAt, Flow.Arrival... arrivals) {
    return new Flow(10, 0, lastSentAt, Stream.of(arrivals).toList());
  }

  private static Flow.Arrival arrival(int sequence, long at) {
    return new Flow.Arrival(sequence, 0, at, "wan1");
  }

  @Test
  void packetsAreCountedByUplink() {
    Flow flow =
        new Flow(
            2, 0, 1, List.of(new Flow.Arrival(0, 0, 1, "wan1"), new Flow.Arrival(1, 0, 2, "wan2")));
    assertThat(flow.byUplink()).containsEntry("wan1", 1).containsEntry("wan2", 1);
  }
}
