package dev.linkflux.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.StateName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryStoreTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_763_780_400);

  @TempDir Path directory;

  private final List<String> told = new ArrayList<>();

  private Map<String, UplinkHistory.Saved> openAndClose(String... uplinks) {
    try (HistoryStore store = new HistoryStore(directory, told::add)) {
      return store.open(List.of(uplinks), NOW);
    }
  }

  private void save(String uplink) {
    UplinkHistory history = new UplinkHistory(StateName.UP);
    history.answered(NOW.getEpochSecond(), 8_000_000);
    history.close();
    try (HistoryStore store = new HistoryStore(directory, told::add)) {
      store.open(List.of(uplink), NOW);
      assertThat(store.write(Map.of(uplink, history.takeUnsaved()))).isTrue();
    }
  }

  @Test
  void aFileNeverGrows() throws IOException {
    save("fibre");

    assertThat(Files.size(directory.resolve("fibre.history"))).isEqualTo(HistoryFile.SIZE);
    assertThat(HistoryFile.SIZE).isLessThan(1_000_000);
  }

  @Test
  void anyNameOfAnUplinkMakesAFileInTheDirectory() {
    for (String name : List.of("../up", "a/b", "..", "Glasfaser ☂", "☂".repeat(64), "lock")) {
      save(name);

      assertThat(openAndClose(name).get(name)).as(name).isNotNull();
      assertThat(directory.resolve(HistoryDirectory.fileName(name))).exists().hasParent(directory);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void aWrongFileIsSetAsideAndToldAndAllGoesOn() throws IOException {
    save("fibre");
    Path file = directory.resolve("fibre.history");
    byte[] good = Files.readAllBytes(file);
    byte[] newer = good.clone();
    newer[11] = 2;
    byte[] otherwise = good.clone();
    otherwise[24] ^= 1;
    byte[] shorter = new byte[100];
    byte[] noise = new byte[good.length];
    for (byte[] wrong : List.of(newer, otherwise, shorter, noise, new byte[0])) {
      told.clear();
      Files.write(file, wrong);

      Map<String, UplinkHistory.Saved> saved = openAndClose("fibre");

      assertThat(saved.get("fibre")).isNotNull().matches(UplinkHistory.Saved::isEmpty);
      assertThat(told).hasSize(1).first().asString().contains("set aside as fibre.history.damaged");
      assertThat(directory.resolve("fibre.history.damaged")).hasBinaryContent(wrong);
    }
  }

  @Test
  void whatBelongsToNobodyGoesWhenItIsAWeekOld() throws IOException {
    save("old");
    save("young");
    Files.setLastModifiedTime(
        directory.resolve("old.history"), FileTime.from(NOW.minus(Duration.ofDays(8))));
    Files.setLastModifiedTime(
        directory.resolve("young.history"), FileTime.from(NOW.minus(Duration.ofDays(6))));
    Path foreign = Files.writeString(directory.resolve("notes.txt"), "mine");
    Files.setLastModifiedTime(foreign, FileTime.from(NOW.minus(Duration.ofDays(80))));

    openAndClose("fibre");

    assertThat(directory.resolve("old.history")).doesNotExist();
    assertThat(directory.resolve("young.history")).exists();
    assertThat(foreign).exists();
  }

  @Test
  void aDirectoryThatIsInUseIsLeftAloneAndThatIsTold() {
    try (HistoryStore first = new HistoryStore(directory, told::add)) {
      first.open(List.of("fibre"), NOW);

      assertThat(openAndClose("fibre")).isEmpty();
      assertThat(told).hasSize(1).first().asString().contains("in use by another linkflux");
    }
    assertThat(openAndClose("fibre")).hasSize(1);
  }

  @Test
  void aDirectoryThatCannotBeIsToldOnceAndNothingElseHappens() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    try (HistoryStore store = new HistoryStore(file.resolve("history"), told::add)) {
      assertThat(store.open(List.of("fibre", "lte"), NOW)).isEmpty();
      assertThat(store.write(Map.of())).isTrue();
    }

    assertThat(told).hasSize(1).first().asString().contains("history is lost at the next restart");
  }

  @Test
  void aLateAnswerTakesItsLossBackOnDiskToo() {
    long at = NOW.getEpochSecond();
    UplinkHistory history = new UplinkHistory(StateName.UP);
    history.lost(at);
    history.answered(at + 70, 8_000_000);
    history.close();
    try (HistoryStore store = new HistoryStore(directory, told::add)) {
      store.open(List.of("fibre"), NOW);
      store.write(Map.of("fibre", history.takeUnsaved()));
      history.corrected(at);
      store.write(Map.of("fibre", history.takeUnsaved()));
    }

    UplinkHistory.Saved saved = openAndClose("fibre").getOrDefault("fibre", history.takeUnsaved());
    assertThat(saved.seconds()).extracting(HistoryPoint::lost).containsOnly(0).hasSize(2);
    assertThat(saved.minutes()).extracting(HistoryPoint::lost).containsOnly(0).hasSize(2);
  }
}
