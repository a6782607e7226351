package dev.linkflux.notify;

import dev.linkflux.control.Hook.On;
import dev.linkflux.control.Notifications;
import dev.linkflux.control.Settings;
import dev.linkflux.control.Wording.Word;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Tries every channel with a message that says that it is only a test. */
public final class Trial {
  private final List<Desk> desks;
  private final Message message;

  /**
   * What came of it.
   *
   * @param channel what it is called
   * @param failure why it was not taken, or null if it was
   */
  public record Outcome(String channel, @Nullable String failure) {}

  /**
   * What a channel would send.
   *
   * @param channel what it is called
   */
  public record Sample(String channel, String subject, String text) {}

  /** Opens nothing yet. */
  public Trial(Notifications notifications, Settings settings, Sender sender) {
    desks =
        notifications.channels().stream()
            .map(channel -> Desk.of(channel, settings, sender))
            .toList();
    Map<Word, String> words =
        Map.of(
            Word.TITLE, "test",
            Word.SENTENCE, "This is a test: messages of linkflux come this way.",
            Word.STATE, "Up",
            Word.FROM, "Up",
            Word.CAUSE, "operator");
    News news =
        new News(
            "test",
            EnumSet.allOf(On.class),
            Severity.INFO,
            sender.means().wall().instant(),
            words,
            null);
    message = new Message(List.of(new Digest(List.of(news), 1)), false);
  }

  /** What would be sent, of each channel in turn. */
  public List<Sample> samples() {
    return desks.stream().map(this::sample).toList();
  }

  private Sample sample(Desk desk) {
    Dispatch dispatch = desk.composed(message);
    return new Sample(desk.name(), dispatch.subject(), dispatch.text());
  }

  /** Sends them, all at once; in the order of the channels. */
  public Flux<Outcome> outcomes() {
    return Flux.fromIterable(desks)
        .flatMapSequential(
            desk ->
                desk.once(message)
                    .map(
                        answer ->
                            switch (answer) {
                              case Answer.Taken _ -> new Outcome(desk.name(), null);
                              case Answer.Refused(var why) -> new Outcome(desk.name(), why);
                              case Answer.Later(var why, _) -> new Outcome(desk.name(), why);
                            }),
            Math.max(1, desks.size()));
  }
}
