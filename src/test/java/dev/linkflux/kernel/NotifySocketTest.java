package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datagrams to systemd and to its journal, byte for byte. */
class NotifySocketTest {
  @TempDir private Path directory;

  private static NotifySocket socket(String name) {
    return NotifySocket.of(Map.of("NOTIFY_SOCKET", name)).orElseThrow();
  }

  @Test
  void itTellsWhoeverListensAtAPathAndTheKernelVouchesForTheSender() throws Exception {
    String path = directory.resolve("notify").toString();
    try (LocalReceiver systemd = new LocalReceiver(path)) {
      assertThat(socket(path).tell("READY=1", "STATUS=one\ntwo")).isTrue();

      var received = systemd.next(LocalReceiver.LIMIT).orElseThrow();
      assertThat(received.text()).isEqualTo("READY=1\nSTATUS=one two");
      assertThat(received.sender()).isEqualTo((int) ProcessHandle.current().pid());
    }
  }

  @Test
  void itTellsWhoeverListensAtAnAbstractName() throws Exception {
    String name = "@linkflux-test-" + ProcessHandle.current().pid();
    try (LocalReceiver systemd = new LocalReceiver(name)) {
      assertThat(socket(name).tell("WATCHDOG=1")).isTrue();

      assertThat(systemd.next(LocalReceiver.LIMIT).orElseThrow().text()).isEqualTo("WATCHDOG=1");
    }
  }

  @Test
  void whatIsNoNameOfALocalSocketIsNobody() {
    assertThat(NotifySocket.of(Map.of())).isEmpty();
    for (String name : new String[] {"", "@", "relative", "vsock:2:1", "/" + "x".repeat(107)}) {
      assertThat(NotifySocket.of(Map.of("NOTIFY_SOCKET", name))).as(name).isEmpty();
    }
  }

  @Test
  void whoIsNotThereOrDoesNotReadHoldsNobodyUp() throws Exception {
    String path = directory.resolve("stuck").toString();
    assertThat(socket(path).tell("READY=1")).isFalse();
    try (LocalReceiver systemd = new LocalReceiver(path)) {
      NotifySocket socket = socket(path);
      int told = 0;
      while (socket.tell("WATCHDOG=1")) {
        told++;
      }
      assertThat(told).isPositive(); // the queue is full, and the call came back

      assertThat(systemd.waiting()).hasSize(told);
      assertThat(socket.tell("WATCHDOG=1")).isTrue();
    }
  }

  @Test
  void anEntryOfTheJournalHasItsFieldsInOrderAndLongValuesByTheirLength() throws Exception {
    String path = directory.resolve("journal").toString();
    try (LocalReceiver journald = new LocalReceiver(path)) {
      JournalSocket socket = JournalSocket.at(path).orElseThrow();
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("MESSAGE", "lte ist weg: ä");
      fields.put("LINES", "a\nb");
      fields.put("LONG", "x".repeat(100_000));
      assertThat(socket.enter(fields)).isTrue();

      assertThat(journald.next(LocalReceiver.LIMIT).orElseThrow().text())
          .isEqualTo(
              "MESSAGE=lte ist weg: ä\nLINES\n\3\0\0\0\0\0\0\0a\nb\nLONG="
                  + "x".repeat(1 << 14)
                  + "\n");
    }
  }
}
