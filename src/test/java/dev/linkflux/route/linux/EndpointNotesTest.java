package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.kernel.EndpointEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointNotesTest {
  private static final EndpointEntry FIRST =
      new EndpointEntry(1, InetAddress.ofLiteral("10.1.1.2"), 5, EndpointEntry.SUBFLOW);
  private static final EndpointEntry SECOND =
      new EndpointEntry(2, InetAddress.ofLiteral("fd01::2"), 6, EndpointEntry.SIGNAL);

  @TempDir private Path directory;
  private final List<String> told = new ArrayList<>();

  private EndpointNotes notes() {
    return EndpointNotes.in(directory.resolve("state"), "boot", told::add);
  }

  private Path file() {
    return directory.resolve("state").resolve("endpoints.json");
  }

  @Test
  void theNextRunReadsWhatThisOneNoted() throws IOException {
    EndpointNotes notes = notes();
    assertThat(notes.isEmpty()).isTrue();
    notes.add(FIRST, List.of());
    notes.add(SECOND, List.of(FIRST));
    EndpointNotes next = notes();
    assertThat(next.has(FIRST)).isTrue();
    assertThat(next.has(SECOND)).isTrue();
    next.remove(FIRST);
    assertThat(notes().has(FIRST)).isFalse();
    assertThat(Files.readString(file()))
        .isEqualTo(
            "{\"boot\":\"boot\",\"endpoints\":"
                + "[{\"id\":2,\"address\":\"fd01:0:0:0:0:0:0:2\",\"interface\":6}]}");
    assertThat(told).isEmpty();
  }

  @Test
  void idAddressAndInterfaceMustAgreeAndNothingElse() {
    EndpointNotes notes = notes();
    notes.add(FIRST, List.of());
    assertThat(notes.has(FIRST.withFlags(EndpointEntry.SIGNAL))).isTrue();
    assertThat(notes.has(new EndpointEntry(2, FIRST.address(), 5, 2))).isFalse();
    assertThat(notes.has(new EndpointEntry(1, SECOND.address(), 5, 2))).isFalse();
    assertThat(notes.has(new EndpointEntry(1, FIRST.address(), 6, 2))).isFalse();
  }

  @Test
  void whatIsNotInTheKernelIsForgottenWithTheNextNote() {
    EndpointNotes notes = notes();
    notes.add(FIRST, List.of());
    notes.add(SECOND, List.of());
    assertThat(notes().has(FIRST)).isFalse();
    assertThat(notes().has(SECOND)).isTrue();
  }

  @Test
  void anotherBootKnowsNone() {
    notes().add(FIRST, List.of());
    assertThat(EndpointNotes.in(directory.resolve("state"), "later", told::add).isEmpty()).isTrue();
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "{\"boot\":\"boot\"}",
        "{\"boot\":1,\"endpoints\":[]}",
        "{\"boot\":\"boot\",\"endpoints\":{}}",
        "{\"boot\":\"boot\",\"endpoints\":[7]}",
        "{\"boot\":\"boot\",\"endpoints\":[{\"id\":1,\"address\":\"vps.example.net\",\"interface\":5}]}",
        "{\"boot\":\"boot\",\"endpoints\":[{\"id\":1,\"address\":\"10.1.1.2\",\"interface\":5},"
            + "{\"id\":1e9,\"address\":\"10.1.1.2\",\"interface\":5}]}",
        "{\"boot\":\"boot\",\"endpoints\":[{\"id\":99999999999,\"address\":\"10.1.1.2\",\"interface\":5}]}",
      })
  void whatIsMalformedIsToldAndCountsAsEmpty(String content) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), content);
    EndpointNotes notes = notes();
    assertThat(notes.isEmpty()).isTrue();
    assertThat(told).singleElement().asString().contains("endpoints.json is of no use");
    notes.add(FIRST, List.of());
    assertThat(notes().has(FIRST)).isTrue();
  }

  @Test
  void whatCannotBeReadIsTold() throws IOException {
    Files.createDirectories(file());
    assertThat(notes().isEmpty()).isTrue();
    assertThat(told).singleElement().asString().contains("is of no use");
  }

  @Test
  void whatCannotBeWrittenIsToldOnceAndKnownAllTheSame() throws IOException {
    EndpointNotes notes = notes();
    Files.writeString(directory.resolve("state"), "no directory");
    notes.add(FIRST, List.of());
    notes.add(SECOND, List.of(FIRST));
    assertThat(told).singleElement().asString().contains("endpoints.json cannot be written");
    assertThat(notes.has(FIRST)).isTrue();
    assertThat(notes.has(SECOND)).isTrue();
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenAsSoonAsItCanBe() throws IOException {
    EndpointNotes notes = notes();
    Path full = Files.writeString(directory.resolve("state"), "no directory");
    notes.add(FIRST, List.of());
    notes.settle();
    assertThat(told).singleElement().asString().contains("endpoints.json cannot be written");
    Files.delete(full);
    notes.settle();
    notes.settle();
    assertThat(notes().has(FIRST)).isTrue();
    assertThat(told).hasSize(2).last().asString().contains("endpoints.json is written again");
  }
}
