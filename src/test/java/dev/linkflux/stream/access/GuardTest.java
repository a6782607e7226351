package dev.linkflux.stream.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkflux.control.Access;
import dev.linkflux.control.Access.Role;
import dev.linkflux.control.Access.Source;
import dev.linkflux.control.Access.Token;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server has let in when another access comes to hold. */
class GuardTest {
  private static final String HERS = "hers-0123456789abcdef";
  private static final String MINE = "mine-0123456789abcdef";

  @TempDir private Path directory;
  private final List<String> told = new ArrayList<>();
  private List<Token> tokens = List.of();

  @BeforeEach
  void write() throws Exception {
    tokens =
        List.of(
            new Token("her", Role.READ, file("her", HERS)),
            new Token("me", Role.OPERATE, file("me", MINE)));
  }

  private Source file(String name, String text) throws Exception {
    return new Source.File(Files.writeString(directory.resolve(name), text).toString());
  }

  private static Access access(List<Token> tokens, int clients) {
    return new Access(tokens, null, Set.of(), clients);
  }

  private Guard guard(Access access) {
    return new Guard(
        access,
        new Hosts(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 8470)),
        clients -> clients,
        new SecureRandom(),
        told::add);
  }

  private static Asked asked(@Nullable String token) {
    return new Asked(
        InetAddress.ofLiteral("192.0.2.7"),
        InetAddress.ofLiteral("192.0.2.1"),
        false,
        false,
        "GET",
        Asked.About.GUARDED,
        "home.example",
        token == null ? null : "Bearer " + token,
        null,
        null,
        null,
        null,
        null);
  }

  private static Caller caller(Guard guard, String token) {
    return ((Verdict.Admitted) guard.gatekeeper().judge(asked(token), 0)).caller();
  }

  private static EmbeddedChannel enter(Guard guard, String token) {
    EmbeddedChannel channel = new EmbeddedChannel();
    guard.door().enter(channel, asked(token), caller(guard, token), 0);
    return channel;
  }

  @Test
  void aStreamWhoseTokenHasGoneIsClosedBeforeTheOtherAccessIsSaidToHold() {
    Guard guard = guard(access(tokens, 100));
    EmbeddedChannel hers = enter(guard, HERS);
    EmbeddedChannel mine = enter(guard, MINE);
    guard.follow(access(tokens.subList(1, 2), 100), 1);
    assertThat(hers.isOpen()).isFalse();
    assertThat(mine.isOpen()).isTrue();
    guard.follow(access(tokens, 100), 2);
    assertThat(mine.isOpen()).isTrue();
  }

  @Test
  void whoWasJudgedBeforeAndEntersAfterItIsSeenOffAtOnce() {
    Guard guard = guard(access(tokens, 100));
    Caller her = caller(guard, HERS);
    guard.follow(access(tokens.subList(1, 2), 100), 1);
    EmbeddedChannel late = new EmbeddedChannel();
    guard.door().enter(late, asked(HERS), her, 2);
    assertThat(late.isOpen()).isFalse();
  }

  @Test
  void theFilesOfTheOtherAccessAreLookedAtFromThenOn() throws Exception {
    Guard guard = guard(access(List.of(), 100));
    assertThat(guard.hasFiles()).isFalse();
    guard.follow(access(tokens, 100), 0);
    assertThat(guard.hasFiles()).isTrue();
    EmbeddedChannel hers = enter(guard, HERS);

    Files.writeString(directory.resolve("her"), "");
    guard.read();
    guard.door().look(1);
    assertThat(hers.isOpen()).isFalse();
    assertThat(guard.gatekeeper().judge(asked(HERS), 2)).isInstanceOf(Verdict.Refused.class);
    assertThat(told).singleElement().asString().contains("her opens nothing");

    guard.follow(access(List.of(), 100), 3);
    assertThat(guard.hasFiles()).isFalse();
  }

  @Test
  void whatNamesAnUnreadableTokenIsRefusedByItsNameAndNothingHasChanged() throws Exception {
    Guard guard = guard(access(tokens, 100));
    Files.writeString(directory.resolve("short"), "x");
    for (String file : List.of("nowhere", "short")) {
      Source source = new Source.File(directory.resolve(file).toString());
      Access wrong = access(List.of(tokens.getLast(), new Token("new", Role.READ, source)), 100);
      assertThatThrownBy(() -> TokenFiles.check(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("access.tokens: new")
          .hasMessageContaining(file);
    }
    assertThat(caller(guard, HERS).name()).isEqualTo("her");
  }

  @Test
  void thereMayBeAsManyConnectionsAsTheOtherAccessWants() {
    Guard guard = guard(access(tokens, 1));
    EmbeddedChannel first = connected(guard);
    guard.follow(access(tokens, 2), 0);
    EmbeddedChannel second = connected(guard);
    assertThat(guard.crowd().size()).isEqualTo(2);
    assertThat(guard.crowd().enter(new EmbeddedChannel())).isFalse();
    guard.follow(access(tokens, 1), 1);
    assertThat(first.isOpen()).isTrue();
    assertThat(second.isOpen()).isTrue();
    assertThat(guard.crowd().enter(new EmbeddedChannel())).isFalse();
  }

  private static EmbeddedChannel connected(Guard guard) {
    EmbeddedChannel channel = new EmbeddedChannel();
    assertThat(guard.crowd().enter(channel)).isTrue();
    guard.crowd().busy(channel);
    return channel;
  }
}
