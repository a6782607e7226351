package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.config.Reading;
import dev.linkflux.engine.Orders;
import dev.linkflux.engine.ReloadAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A good file holds, a bad one changes nothing, and both are told. */
class ReloadingTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String FIRST =
      """
      targets:
        - {name: one, address: 192.0.2.1}
        - {name: two, address: 192.0.2.2}
        - {name: three, address: 192.0.2.3}
      uplinks:
        - {name: fibre, interface: wan1, tier: 1}
        - {name: lte, interface: wan2, tier: 2}
      """;

  private final Scheduler aside = Schedulers.newBoundedElastic(2, 10, "reloading-test");
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final List<Configuration> held = Collections.synchronizedList(new ArrayList<>());
  private volatile String text = FIRST;
  private volatile @Nullable Refusal refusal;
  private volatile CountDownLatch slow = new CountDownLatch(0);

  private final Reloading reloading =
      new Reloading(
          () -> Configurations.parse(text, "test.yml"),
          "test.yml",
          read(FIRST),
          new Reloading.Holder() {
            @Override
            public void hold(Configuration now, List<String> changes) {
              Refusal why = refusal;
              if (why != null) {
                throw why;
              }
              held.add(now);
            }

            @Override
            public void reloading() {
              told.add("begins");
              try {
                assertThat(slow.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
              } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
              }
            }

            @Override
            public void reloaded() {
              told.add("ends");
            }
          },
          told::add,
          aside);

  private static Configuration read(String text) {
    return switch (Configurations.parse(text, "test.yml")) {
      case Reading.Valid(var configuration, _) -> configuration;
      case Reading.Invalid(var problems) -> throw new AssertionError(problems);
    };
  }

  private ReloadAnswer ask() {
    return Objects.requireNonNull(reloading.ask().block(LIMIT));
  }

  @Test
  void whatDiffersHoldsAndIsTold() {
    text = FIRST.replace("tier: 2", "tier: 3") + "listen: 127.0.0.1:9999\n";
    ReloadAnswer answer = ask();
    assertThat(answer.applied()).isTrue();
    assertThat(answer.changes()).containsExactly("uplinks.lte.tier: 2 → 3");
    assertThat(answer.restart()).containsExactly("listen");
    assertThat(held).singleElement().extracting(it -> it.listen().getPort()).isEqualTo(8470);
    assertThat(told)
        .startsWith("begins")
        .endsWith("ends")
        .contains("reload: listen: 127.0.0.1:8470 → 127.0.0.1:9999: needs a restart");
    ReloadAnswer again = ask();
    assertThat(again.changes()).isEmpty();
    assertThat(again.restart()).containsExactly("listen");
    assertThat(held).hasSize(1);
  }

  @Test
  void whoMayIsFollowedButForTheCertificate() {
    text =
        FIRST
            + """
            access:
              origins: ["https://a.example"]
              tls: {certificate: /nowhere/a.pem, key: /nowhere/a.key}
            """;
    ReloadAnswer answer = ask();
    assertThat(answer.changes()).containsExactly("access.origins: none → https://a.example");
    assertThat(answer.restart()).containsExactly("access.tls");
    assertThat(held)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.access().origins()).containsExactly("https://a.example");
              assertThat(it.access().tls()).isNull();
            });
  }

  /** The file is sound, as it wants to listen elsewhere; until a restart nobody would be asked. */
  @Test
  void theLastTokenIsNotTakenAwayWhereOthersCanConnect() {
    String open =
        FIRST
            + """
            listen: 0.0.0.0:8470
            access: {tokens: [{name: me, may: operate, file: /nowhere/me.token}]}
            """;
    Reloading outside =
        new Reloading(
            () -> Configurations.parse(text, "test.yml"),
            "test.yml",
            read(open),
            new Reloading.Holder() {
              @Override
              public void hold(Configuration now, List<String> changes) {
                held.add(now);
              }

              @Override
              public void reloading() {}

              @Override
              public void reloaded() {}
            },
            told::add,
            aside);
    text = FIRST.replace("tier: 2", "tier: 3");
    ReloadAnswer answer = Objects.requireNonNull(outside.ask().block(LIMIT));
    assertThat(answer.applied()).isFalse();
    assertThat(answer.problems())
        .singleElement()
        .satisfies(it -> assertThat(it.message()).startsWith("access.tokens: nobody would have"));
    assertThat(held).isEmpty();
    text = open.replace("name: me", "name: you");
    assertThat(Objects.requireNonNull(outside.ask().block(LIMIT)).applied()).isTrue();
    assertThat(held).hasSize(1);
  }

  @Test
  void aBadFileChangesNothingAndEveryProblemIsTold() {
    text = FIRST.replace("tier: 2", "tier: none") + "what: 1\n";
    ReloadAnswer answer = ask();
    assertThat(answer.applied()).isFalse();
    assertThat(answer.changes()).isEmpty();
    assertThat(answer.problems()).filteredOn(ReloadAnswer.Problem::error).hasSize(2);
    assertThat(told).filteredOn(it -> it.startsWith("reload: test.yml:")).hasSize(2);
    assertThat(held).isEmpty();
    text = FIRST.replace("tier: 2", "tier: 4");
    assertThat(ask().changes()).containsExactly("uplinks.lte.tier: 2 → 4");
  }

  @Test
  void whatCannotHoldIsAProblemLikeOthers() {
    refusal = new Refusal(Refusal.FAILED, "linkflux: target one: there is no such key file");
    text = FIRST.replace("tier: 2", "tier: 3");
    ReloadAnswer answer = ask();
    assertThat(answer.applied()).isFalse();
    assertThat(answer.problems())
        .containsExactly(
            new ReloadAnswer.Problem(
                "test.yml", 0, 0, "", "target one: there is no such key file", true));
    refusal = null;
    assertThat(ask().applied()).isTrue();
    assertThat(held).hasSize(1);
  }

  @Test
  void oneFollowsTheOtherAndOnlySoManyWait() {
    slow = new CountDownLatch(1);
    text = FIRST.replace("tier: 2", "tier: 3");
    List<Mono<ReloadAnswer>> asked = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Mono<ReloadAnswer> one = reloading.ask().cache();
      var _ = one.subscribe(_ -> {}, _ -> {});
      asked.add(one);
    }
    assertThatThrownBy(() -> reloading.ask().block(LIMIT)).isInstanceOf(Orders.NotTaken.class);
    slow.countDown();
    List<Integer> changes = new ArrayList<>();
    for (Mono<ReloadAnswer> one : asked) {
      changes.add(Objects.requireNonNull(one.block(LIMIT)).changes().size());
    }
    assertThat(changes).containsExactlyInAnyOrder(1, 0, 0);
    assertThat(told.stream().filter(it -> it.equals("begins") || it.equals("ends")))
        .containsExactly("begins", "ends", "begins", "ends", "begins", "ends");
  }
}
