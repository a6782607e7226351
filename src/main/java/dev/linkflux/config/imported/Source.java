package dev.linkflux.config.imported;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A program whose configuration can be turned into ours. */
public enum Source {
  /** OpenMPTCProuter. */
  OMR {
    @Override
    Imported convert(List<SourceFile> files) throws ImportException {
      return OmrImport.of(sections(files, Set.of("omr-tracker", "network", "openmptcprouter")));
    }
  },
  /** OpenWrt's mwan3. */
  MWAN3 {
    @Override
    Imported convert(List<SourceFile> files) throws ImportException {
      return Mwan3Import.of(sections(files, Set.of("mwan3", "network")));
    }
  },
  /** pfSense and OPNsense. */
  PFSENSE {
    @Override
    Imported convert(List<SourceFile> files) throws ImportException {
      if (files.size() != 1) {
        throw new ImportException("one file is expected: config.xml");
      }
      return PfsenseImport.of(files.getFirst().name(), files.getFirst().text());
    }
  };

  abstract Imported convert(List<SourceFile> files) throws ImportException;

  /**
   * Turns a configuration into ours.
   *
   * @param files in any order; of UCI files each is recognised by its name or, without a known one,
   *     by what is in it
   * @throws ImportException if they cannot be read, or there is no uplink in them
   */
  public Imported read(List<SourceFile> files) throws ImportException {
    Imported imported = convert(files);
    String names = String.join(", ", files.stream().map(SourceFile::name).toList());
    String head =
        """
        # Made by "linkflux import %s" from %s. Behind each # stands where a line came from, and at its
        # place what was not carried over, and why. Look it through; then: linkflux check THIS-FILE

        """
            .formatted(name().toLowerCase(Locale.ROOT), Found.one(names));
    return new Imported(head + imported.yaml(), imported.carried(), imported.left());
  }

  /** Sections of these packages; of files of other packages nothing is wanted. */
  private static List<UciSection> sections(List<SourceFile> files, Set<String> packages)
      throws ImportException {
    List<UciSection> sections = new ArrayList<>();
    for (SourceFile file : files) {
      List<UciSection> found = Uci.read(file.name(), file.uciPackage(packages), file.text());
      found.stream().filter(it -> packages.contains(it.pack())).forEach(sections::add);
    }
    return sections;
  }
}
