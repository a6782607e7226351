package dev.linkflux.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.lab.RouterProcess.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built service is killed and started again under clients that come back: each of them ends
 * with every event exactly once, or with a gap that names what is missing.
 */
@NeedsLab
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class ResumeIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int ENOUGH = 10;
  private static final Set<String> FREQUENT = Set.of("probe", "quality");
  private static final String DECISIONS =
      "/api/v1/decisions?limit=200&types=transition,election,target,operator,plan,shadow,server,self";

  @TempDir private Path directory;

  /** The rare events on disk, by their numbers; fails if a line is none. */
  private static SortedMap<Long, String> onDisk(Path events) throws IOException {
    SortedMap<Long, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(events)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".ndjson")).toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode entry = JSON.readTree(line);
          if (entry.has("told")) {
            found.put(entry.path("id").asLong(), entry.path("kind").asText());
          }
        }
      }
    }
    return found;
  }

  /** The same as it is told when it is asked for, page by page. */
  private static SortedMap<Long, String> asked(Onlookers onlookers) throws IOException {
    SortedMap<Long, String> found = new TreeMap<>();
    String path = DECISIONS;
    while (!path.equals("null")) {
      JsonNode page = JSON.readTree(onlookers.get(path));
      for (JsonNode one : page.path("decisions")) {
        String _ = found.put(one.path("id").asLong(), one.path("type").asText());
      }
      path = page.path("next").asText();
    }
    return found;
  }

  private static SortedMap<Long, String> until(long marker, SortedMap<Long, String> all) {
    return new TreeMap<>(all.headMap(marker + 1));
  }

  @Test
  void everyClientHasEveryEventOnceOrKnowsWhatIsMissing() throws IOException {
    try (Onlookers onlookers = new Onlookers(directory, 100, "64m")) {
      onlookers.begin();
      onlookers.await("the first run", it -> it.starts().size() == 1 && it.orders() >= ENOUGH);
      onlookers.restart(Signal.KILL);
      onlookers.await("the second run", it -> it.starts().size() == 2 && it.orders() >= ENOUGH);
      onlookers.restart(Signal.TERM);
      onlookers.await("the third run", it -> it.starts().size() == 3 && it.orders() >= ENOUGH);
      onlookers.restart(Signal.KILL);
      onlookers.await("the fourth run", it -> it.starts().size() == 4 && it.orders() >= ENOUGH);
      long marker = onlookers.mark();

      SortedMap<Long, String> kept = until(marker, onDisk(onlookers.events()));
      assertThat(until(marker, asked(onlookers))).isEqualTo(kept);
      assertThat(kept).hasSizeGreaterThan(50);
      SortedMap<Long, String> known = onlookers.known();
      known.putAll(kept);
      assertThat(known.values()).contains("probe", "quality", "operator", "election");
      List<Long> starts = onlookers.accounts().getFirst().starts();
      for (Account account : onlookers.accounts()) {
        assertThat(account.faults(known)).as("%s", account).isEmpty();
        assertThat(account.rareAbove(-1)).as("%s", account).isEqualTo(kept.keySet());
        assertThat(account.starts()).isEqualTo(starts);
        assertThat(account.namesBefore(starts.get(1), FREQUENT)).as("%s", account).isTrue();
        assertThat(account.namesBefore(starts.get(3), FREQUENT)).as("%s", account).isTrue();
      }
      System.out.printf(
          "resume: %d rare events and %d others, told to %d clients over 4 runs%n",
          kept.size(), known.size() - kept.size(), onlookers.accounts().size());
    }
  }

  @Test
  void aDiskThatIsFullCostsOnlyWhatItCannotTakeAndThatIsNamed() throws IOException {
    try (Onlookers onlookers = new Onlookers(directory, 20, "4m")) {
      onlookers.begin();
      onlookers.await("the first run", it -> it.starts().size() == 1 && it.orders() >= ENOUGH);
      onlookers.disk().fill();
      onlookers.await("trouble, and it goes on", it -> !it.troubles().isEmpty() && it.orders() > 5);
      onlookers.restart(Signal.KILL);
      onlookers.await(
          "trouble in the second run",
          it -> it.starts().size() == 2 && isBehind(it.troubles(), it.starts()) && it.orders() > 5);
      // On a full disk it may be mended for a moment: what is left of a page takes a little.
      long full = onlookers.known().lastKey();
      onlookers.disk().makeRoom();
      onlookers.await("it is mended", it -> it.mended() > full && it.orders() >= ENOUGH);
      onlookers.restart(Signal.KILL);
      onlookers.await("the third run", it -> it.starts().size() == 3 && it.orders() >= ENOUGH);
      long marker = onlookers.mark();

      SortedMap<Long, String> known = onlookers.known();
      known.putAll(until(marker, onDisk(onlookers.events())));
      long mended = onlookers.accounts().getFirst().mended();
      for (Account account : onlookers.accounts()) {
        assertThat(account.faults(known)).as("%s", account).isEmpty();
        assertThat(account.namesBefore(account.starts().get(1), Set.of("operator", "election")))
            .as("%s", account)
            .isTrue();
        // Behind that it is as if nothing had happened.
        assertThat(account.mended()).isEqualTo(mended);
        assertThat(account.rareAbove(mended))
            .as("%s", account)
            .isEqualTo(rare(known.tailMap(mended + 1)));
      }
    }
  }

  private static boolean isBehind(List<Long> these, List<Long> those) {
    return !these.isEmpty() && these.getLast() > those.getLast();
  }

  private static Set<Long> rare(SortedMap<Long, String> known) {
    return known.entrySet().stream()
        .filter(it -> Account.isRare(it.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
