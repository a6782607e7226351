package dev.linkflux.route.linux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.engine.Reason;
import dev.linkflux.engine.StateFile;
import dev.linkflux.kernel.EndpointEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which MPTCP endpoints we made, in a file that outlives the process. Those of another boot mean
 * nothing: the kernel has forgotten its endpoints since.
 */
public final class EndpointNotes {
  private static final String FILE = "endpoints.json";
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final JsonMapper JSON = new JsonMapper();

  /** By what an endpoint is known again. */
  private record Note(int id, InetAddress address, int index) {
    static Note of(EndpointEntry entry) {
      return new Note(entry.id(), entry.address(), entry.index());
    }
  }

  private final StateFile file;
  private final String boot;
  private final Consumer<String> told;
  private final Set<Note> notes = new LinkedHashSet<>();
  private boolean failed;

  private EndpointNotes(StateFile file, String boot, Consumer<String> told) {
    this.file = file;
    this.boot = boot;
    this.told = told;
  }

  /**
   * Those of this directory. What cannot be read is told, and counts as empty.
   *
   * @param directory is made when there is something to note
   * @param told takes sentences for a person
   */
  public static EndpointNotes in(Path directory, Consumer<String> told) {
    String boot;
    try {
      boot = Files.readString(BOOT).strip();
    } catch (IOException _) {
      boot = "";
    }
    return in(directory, boot, told);
  }

  static EndpointNotes in(Path directory, String boot, Consumer<String> told) {
    EndpointNotes notes = new EndpointNotes(StateFile.in(directory, FILE), boot, told);
    try {
      notes.read(JSON.readTree(notes.file.read()));
    } catch (NoSuchFileException _) {
      // The first run.
    } catch (IOException | IllegalArgumentException e) {
      notes.notes.clear();
      told.accept(
          "%s is of no use, so that MPTCP endpoints of an earlier run are not known again (`ip mptcp endpoint` shows them): %s"
              .formatted(notes.file.path(), Reason.of(e)));
    }
    return notes;
  }

  /** IllegalArgumentException if it is not what we write. */
  private void read(JsonNode root) {
    if (!root.path("boot").isTextual() || !root.path("endpoints").isArray()) {
      throw new IllegalArgumentException("neither boot nor endpoints stand there");
    }
    if (!root.path("boot").asText().equals(boot)) {
      return;
    }
    for (JsonNode one : root.path("endpoints")) {
      if (!one.path("id").isInt()
          || !one.path("address").isTextual()
          || !one.path("interface").isInt()) {
        throw new IllegalArgumentException("an endpoint needs id, address and interface: " + one);
      }
      notes.add(
          new Note(
              one.path("id").asInt(),
              InetAddress.ofLiteral(one.path("address").asText()),
              one.path("interface").asInt()));
    }
  }

  /** True if there is nothing that we made, as far as is known. */
  public synchronized boolean isEmpty() {
    return notes.isEmpty();
  }

  synchronized boolean has(EndpointEntry entry) {
    return notes.contains(Note.of(entry));
  }

  /**
   * Notes one that is about to be made, and forgets those that are gone.
   *
   * @param present all endpoints of the kernel
   */
  synchronized void add(EndpointEntry entry, List<EndpointEntry> present) {
    notes.retainAll(present.stream().map(Note::of).toList());
    notes.add(Note.of(entry));
    write(true);
  }

  /** Forgets one that is gone. */
  synchronized void remove(EndpointEntry entry) {
    if (notes.remove(Note.of(entry))) {
      write(false);
    }
  }

  /** Tries once more what could not be written; to be called now and then. */
  synchronized void settle() {
    if (failed) {
      write(true);
    }
  }

  /**
   * Killed at any moment, the file is as it was or as it shall be.
   *
   * @param durable true if it must outlive a loss of power; a note too many does no harm
   */
  private void write(boolean durable) {
    try {
      file.write(JSON.writeValueAsBytes(document()), durable);
      if (failed) {
        failed = false;
        told.accept(file.path() + " is written again: the next run will know our MPTCP endpoints");
      }
    } catch (IOException e) {
      if (!failed) {
        failed = true;
        told.accept(
            "%s cannot be written, so that the next run will not know our MPTCP endpoints again; let the service write there: %s"
                .formatted(file.path(), Reason.of(e)));
      }
    }
  }

  private ObjectNode document() {
    ObjectNode root = JSON.createObjectNode();
    root.put("boot", boot);
    ArrayNode endpoints = root.putArray("endpoints");
    for (Note note : notes) {
      endpoints
          .addObject()
          .put("id", note.id())
          .put("address", note.address().getHostAddress().split("%", 2)[0])
          .put("interface", note.index());
    }
    return root;
  }
}
