package dev.linkflux.cli;

import dev.linkflux.config.imported.ImportException;
import dev.linkflux.config.imported.Imported;
import dev.linkflux.config.imported.Source;
import dev.linkflux.config.imported.SourceFile;
import dev.linkflux.engine.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Turns another program's configuration into ours. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Turns the configuration of another program into one of linkflux: with a comment at each line"
          + " that says where it came from, and what was not carried over and why.",
      "  omr      OpenMPTCProuter: /etc/config/omr-tracker, network and openmptcprouter",
      "  mwan3    OpenWrt's mwan3: /etc/config/mwan3 and network",
      "  pfsense  pfSense or OPNsense: config.xml",
      "A directory stands for the files in it: linkflux import omr /etc/config"
    })
final class ImportCommand implements Callable<Integer> {
  /** pfSense's config.xml holds certificates and may be some megabytes. */
  private static final long LARGEST = 32L << 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "omr|mwan3|pfsense", description = "whose they are")
  private Source source = Source.OMR;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "files, or the directory of them")
  private List<Path> files = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "write it there, and not to the standard output")
  private @Nullable Path output;

  @Option(names = "--force", description = "with --out: over what is there")
  private boolean force;

  @Override
  public Integer call() {
    Imported imported;
    try {
      imported = source.read(read());
    } catch (ImportException wrong) {
      throw new Refusal(Refusal.WRONG, "linkflux: " + wrong.getMessage());
    }
    Path file = output;
    if (file == null) {
      spec.commandLine().getOut().print(imported.yaml());
      spec.commandLine().getOut().flush();
    } else {
      write(file, imported.yaml());
    }
    spec.commandLine()
        .getErr()
        .printf(
            "linkflux: %d settings carried over, %d not: each is named in the comments, with the"
                + " reason%n",
            imported.carried(), imported.left());
    return 0;
  }

  private List<SourceFile> read() {
    List<SourceFile> read = new ArrayList<>();
    for (Path path : files) {
      try {
        if (Files.isDirectory(path)) {
          try (Stream<Path> inside = Files.list(path)) {
            for (Path file : inside.filter(it -> isWanted(it)).sorted().toList()) {
              read.add(read(file));
            }
          }
        } else {
          read.add(read(path));
        }
      } catch (NoSuchFileException _) {
        throw new Refusal(Refusal.WRONG, "linkflux: " + path + ": there is no such file");
      } catch (IOException e) {
        throw new Refusal(Refusal.WRONG, "linkflux: " + path + ": cannot be read: " + Reason.of(e));
      }
    }
    if (read.isEmpty()) {
      throw new Refusal(
          Refusal.WRONG, "linkflux: " + files + ": holds none of the files that are wanted");
    }
    return read;
  }

  private boolean isWanted(Path file) {
    String name = String.valueOf(file.getFileName());
    return Files.isRegularFile(file)
        && switch (source) {
          case OMR -> name.matches("omr-tracker|network|openmptcprouter");
          case MWAN3 -> name.matches("mwan3|network");
          case PFSENSE -> name.equals("config.xml");
        };
  }

  private static SourceFile read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IOException("larger than 32 MiB");
    }
    byte[] bytes = Files.readAllBytes(file);
    return new SourceFile(
        String.valueOf(file.getFileName()), new String(bytes, StandardCharsets.UTF_8));
  }

  private void write(Path file, String yaml) {
    try {
      if (force) {
        Files.writeString(file, yaml);
      } else {
        Files.writeString(file, yaml, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      }
    } catch (FileAlreadyExistsException _) {
      throw new Refusal(
          Refusal.WRONG, "linkflux: " + file + " is there already; --force writes over it");
    } catch (IOException e) {
      throw new Refusal(
          Refusal.FAILED, "linkflux: " + file + ": cannot be written: " + Reason.of(e));
    }
  }
}
