package dev.linkflux.reload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.NamespaceHttp;
import dev.linkflux.lab.RouterProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A service in the lab that is made to reload, and what it does to what should not notice. */
final class ReloadTrial {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  private final Path directory;
  private final Path config;
  private final RandomFile files;
  private final Random random;
  private final List<String> wrong = new ArrayList<>();
  private int applied;
  private int refused;

  /**
   * What came of it.
   *
   * @param wrong what should not have been
   * @param before the first reload, and after the last
   */
  record Outcome(
      int applied,
      int refused,
      int sent,
      Descriptors before,
      Descriptors after,
      List<String> wrong) {}

  ReloadTrial(Path directory, long seed) {
    this.directory = directory;
    this.config = directory.resolve("linkflux.yml");
    this.files = new RandomFile(seed, directory);
    this.random = new Random(seed);
  }

  /**
   * Reloads so often, half of it by good files.
   *
   * @param pause between two reloads
   */
  Outcome run(int times, Duration pause) {
    Descriptors before;
    Descriptors after;
    try (Lab lab = Lab.open()) {
      write(files.first());
      Instant penaltiesFrom = Instant.now();
      Penalties.write(directory.resolve("state"), penaltiesFrom);
      try (RouterProcess service = RouterProcess.service(lab, List.of(), config, List.of())) {
        var _ = service.output().await(line -> line.contains("dashboard:"), PATIENCE);
        await("both uplinks up", service, () -> standing(service).size() == 2);
        // Everything has been done once: what is loaded and opened by that is no leak.
        Set<String> first = Descriptors.of(service.pid()).asking();
        reload(service, files.good(), true);
        reload(service, files.first(), true);
        awaitAsking(service, first);
        before = Descriptors.of(service.pid());
        Set<String> standing = standing(service);
        for (int i = 0; i < times; i++) {
          boolean good = random.nextBoolean();
          reload(service, good ? files.good() : files.bad(), good);
          if (!standing(service).equals(standing)) {
            wrong.add("reload %d: %s instead of %s".formatted(i, standing(service), standing));
          }
          Set<String> asking = Descriptors.of(service.pid()).asking();
          if (!asking.containsAll(before.asking())) {
            wrong.add("reload %d: sockets %s, of %s before".formatted(i, asking, before.asking()));
          }
          LockSupport.parkNanos(pause.toNanos());
        }
        reload(service, files.first(), true);
        awaitAsking(service, before.asking());
        await(
            "all that was opened is closed",
            service,
            () -> Descriptors.of(service.pid()).count() <= before.count());
        after = Descriptors.of(service.pid());
        wrong.addAll(Penalties.wrong(lab, service, penaltiesFrom));
      } // and what it recorded decides the same
    }
    Sequences sequences = Sequences.of(directory.resolve("trace"));
    wrong.addAll(sequences.wrong());
    return new Outcome(applied, refused, sequences.sent(), before, after, List.copyOf(wrong));
  }

  /** An uplink that has gone closes its sockets a moment after the answer. */
  private static void awaitAsking(RouterProcess service, Set<String> sockets) {
    await(
        "the sockets that ping are " + sockets,
        service,
        () -> Descriptors.of(service.pid()).asking().equals(sockets));
  }

  private void write(String text) {
    try {
      Path fresh = directory.resolve("fresh.yml");
      Files.writeString(fresh, text);
      Files.move(fresh, config, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void reload(RouterProcess service, String text, boolean good) {
    write(text);
    NamespaceHttp.Answer answer = service.http().put("/api/v1/reload");
    JsonNode body = json(answer.body());
    boolean done = body.path("applied").asBoolean();
    if (done != good || (!good && body.path("problems").isEmpty())) {
      wrong.add((good ? "refused: " : "applied: ") + answer + " for:\n" + text);
    }
    if (done) {
      applied++;
    } else {
      refused++;
    }
  }

  /** The uplinks that stay, as far as they are up: since when, and that they are not punished. */
  private static Set<String> standing(RouterProcess service) {
    Set<String> standing = new TreeSet<>();
    JsonNode status = json(service.http().get("/api/v1/status").body());
    for (JsonNode uplink : status.path("uplinks")) {
      String name = uplink.path("name").asText();
      if (RandomFile.STAYING.contains(name) && uplink.path("state").asText().equals("Up")) {
        standing.add("%s up since %s".formatted(name, uplink.path("since").asText()));
      }
    }
    return standing;
  }

  private static void await(String what, RouterProcess service, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "not within " + PATIENCE + ": " + what + "\n" + service.output().text());
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException wrong) {
      throw new UncheckedIOException(text, wrong);
    }
  }
}
