import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * What the Debian package has besides the distribution, where it belongs on the system; jdeb packs
 * both. Nothing of it depends on when or where it is made.
 */
final class DebianFiles {
  /** The time of a change as deb-changelog(5) wants it. */
  private static final DateTimeFormatter CHANGED =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss xx", Locale.ROOT);

  private final Path home;
  private final Path root;

  /** The distribution, and the directory to fill. */
  DebianFiles(Path home, Path root) {
    this.home = home;
    this.root = root;
  }

  void make(String version, Instant built) throws IOException {
    Tree.remove(root);
    for (Path page : Tree.list(home.resolve("share/man/man1"))) {
      pack(Files.readString(page), "usr/share/man/man1/" + page.getFileName() + ".gz");
    }
    Path completions = home.resolve("share/completions");
    String bash = "usr/share/bash-completion/completions/linkflux";
    Tree.copy(completions.resolve("bash/linkflux"), root.resolve(bash));
    String zsh = "usr/share/zsh/vendor-completions/_linkflux";
    Tree.copy(completions.resolve("zsh/_linkflux"), root.resolve(zsh));
    String fish = "usr/share/fish/vendor_completions.d/linkflux.fish";
    Tree.copy(completions.resolve("fish/linkflux.fish"), root.resolve(fish));
    Tree.copy(
        Path.of("config/linkflux.service"),
        root.resolve("usr/lib/systemd/system/linkflux.service"));
    Path sources = Path.of("src/deb");
    Tree.copy(sources.resolve("overrides"), root.resolve("usr/share/lintian/overrides/linkflux"));
    documents(sources, version, built);
  }

  private void documents(Path sources, String version, Instant built) throws IOException {
    Path documents = root.resolve("usr/share/doc/linkflux");
    Tree.copy(sources.resolve("copyright"), documents.resolve("copyright"));
    // As they lie here, so that the links in README.md lead there.
    for (String part :
        new String[] {
          "NOTICE", "README.md", "src/docs", "config", "benchmarks/README.md", "benchmarks/results"
        }) {
      for (Path file : Tree.files(Path.of(part))) {
        Tree.copy(file, documents.resolve(file.toString()));
      }
    }
    Tree.copy(home.resolve("linkflux-sbom.json"), documents.resolve("linkflux-sbom.json"));
    pack(
        Files.readString(home.resolve("THIRD-PARTY.txt")),
        "usr/share/doc/linkflux/THIRD-PARTY.txt.gz");
    String day = CHANGED.format(built.atOffset(ZoneOffset.UTC));
    String change =
        """
        linkflux (%s) unstable; urgency=medium

          * What has changed stands in src/docs/CHANGELOG.md.

         -- the linkflux authors <authors@linkflux.dev>  %s
        """
            .formatted(version.replace("-SNAPSHOT", "~SNAPSHOT"), day);
    pack(change, "usr/share/doc/linkflux/changelog.gz");
  }

  /** As Debian's policy wants it, gzip -9n: Java notes neither a name nor a time. */
  private void pack(String text, String to) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream packed = new Best(bytes)) {
      packed.write(text.getBytes(StandardCharsets.UTF_8));
    }
    byte[] file = bytes.toByteArray();
    file[8] = 2; // XFL of RFC 1952, section 2.3.1: packed as tightly as may be
    Path path = root.resolve(to);
    Files.createDirectories(path.getParent());
    Files.write(path, file);
  }

  /** Packs as tightly as may be. */
  private static final class Best extends GZIPOutputStream {
    Best(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
