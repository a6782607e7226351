package dev.linkflux.stream;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Election;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who has the same name in other settings: ids of before become those of now. */
final class Successors {
  private final Map<String, UplinkId> uplinks;
  private final Map<String, TargetId> targets;
  private final Map<String, ServerId> servers;

  Successors(Settings now) {
    uplinks = by(UplinkId::name, now.uplinks().stream().map(Uplink::id).toList());
    targets = by(TargetId::name, now.targets().stream().map(Target::id).toList());
    servers = by(ServerId::name, now.servers().stream().map(Server::id).toList());
  }

  private static <T> Map<String, T> by(Function<T, String> name, List<T> ids) {
    return ids.stream().collect(Collectors.toMap(name, Function.identity()));
  }

  /** True if they are the same by name: ids of before and of now. */
  static boolean sameNames(List<UplinkId> one, List<UplinkId> other) {
    return one.stream()
        .map(UplinkId::name)
        .toList()
        .equals(other.stream().map(UplinkId::name).toList());
  }

  /** Null if there is none of that name any more; so are the others. */
  @Nullable UplinkId of(UplinkId before) {
    return uplinks.get(before.name());
  }

  @Nullable TargetId of(TargetId before) {
    return targets.get(before.name());
  }

  @Nullable ServerId of(ServerId before) {
    return servers.get(before.name());
  }

  /** True if there is still what that is about. */
  boolean have(Message.Subject subject) {
    return (subject.uplink() == null || uplinks.containsKey(subject.uplink()))
        && (subject.target() == null || targets.containsKey(subject.target()));
  }

  /** Those that are left, in their order. */
  List<UplinkId> of(List<UplinkId> before) {
    return before.stream().map(this::of).filter(Objects::nonNull).toList();
  }

  /** The same election, without those that are gone. */
  Election of(Election before) {
    return new Election(
        before.at(),
        of(before.carrying()),
        of(before.standby()),
        before.excluded().stream()
            .flatMap(
                it -> {
                  UplinkId now = of(it.uplink());
                  return now == null ? null : Stream.of(new Election.Excluded(now, it.cause()));
                })
            .toList(),
        before.cause(),
        before.considered().stream()
            .flatMap(
                it -> {
                  UplinkId now = of(it.uplink());
                  return now == null
                      ? null
                      : Stream.of(
                          new Election.Considered(now, it.weight(), it.evidence(), it.why()));
                })
            .toList(),
        before.sentence());
  }
}
