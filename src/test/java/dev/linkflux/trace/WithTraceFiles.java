package dev.linkflux.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;

/** Makes trace files and reads them. Apostrophes stand for quotes. */
abstract class WithTraceFiles {
  static final String HEADER =
      "{'type':'header','format':'linkflux-trace','version':1,'wall':'2026-11-22T03:00:00.000Z',"
          + "'config':{'uplinks':[{'name':'fibre'},{'name':'lte'}],'targets':[{'name':'quad9'}],"
          + "'servers':[{'name':'vps'}]}}";

  @TempDir Path directory;
  final List<Event> recorded = new ArrayList<>();
  final Names names = Names.growing();

  record Result(TraceReader reader, List<Event> events) {}

  Result read(Path... files) {
    try (var reader = TraceReader.open(List.of(files), names, recorded::add)) {
      List<Event> events = new ArrayList<>();
      while (reader.read(events, 512) > 0) {}
      return new Result(reader, events);
    }
  }

  static List<Long> moments(Result result) {
    return result.events().stream().map(event -> event.at().nanos()).toList();
  }

  static String woken(long at) {
    return new String(new LineEncoder().encode(new Woken(new Moment(at))), UTF_8).strip();
  }

  static String lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "{'type':'sent','at':%d,'uplink':'lte','target':'quad9','seq':%d}"
                    .formatted(i * 31L, i))
        .collect(Collectors.joining("\n"));
  }

  static String text(String... lines) {
    return String.join("\n", lines).replace('\'', '"') + "\n";
  }

  Path file(String... lines) throws IOException {
    Path file = Files.createTempFile(directory, "trace", ".ndjson");
    return Files.writeString(file, text(lines));
  }

  static byte[] gzip(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }
}
