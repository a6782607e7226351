package dev.linkflux.config;

import java.math.BigDecimal;
import java.util.List;

/** Units of bytes, with decimal prefixes. */
final class ByteUnit {
  /** By their power of a thousand, from 0. */
  static final List<String> ALL = List.of("B", "kB", "MB", "GB", "TB");

  private ByteUnit() {}

  /**
   * So many bytes.
   *
   * @param text what it is part of, for the message
   * @param example how it is written rightly
   * @throws MalformedValue if there is no such unit
   */
  static BigDecimal bytes(String number, String unit, String text, String example) {
    int power = ALL.indexOf(unit);
    if (power < 0) {
      throw new MalformedValue(
          unit.isEmpty()
              ? text + " has no unit: write it as in " + example
              : text + ": unknown unit " + unit + " (" + String.join(", ", ALL) + ")");
    }
    return new BigDecimal(number).scaleByPowerOfTen(3 * power);
  }
}
