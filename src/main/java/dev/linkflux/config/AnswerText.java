package dev.linkflux.config;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Base64;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** What an answer must have, as text. */
final class AnswerText {
  private static final String PIN = "sha256/";
  private static final int DIGEST_BYTES = 32;
  private static final int LONGEST = 1000;

  private AnswerText() {}

  /**
   * What must be in an answer.
   *
   * @throws MalformedValue if it is empty or very long
   */
  static String part(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new MalformedValue("1 to " + LONGEST + " characters of the answer expected");
    }
    return text;
  }

  /**
   * The digest of a public key (RFC 7469 section 2.4), as {@code sha256/} and base64.
   *
   * @throws MalformedValue if it is none
   */
  static String pin(String text) {
    try {
      if (text.startsWith(PIN)
          && Base64.getDecoder().decode(text.substring(PIN.length())).length == DIGEST_BYTES) {
        return text;
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    throw new MalformedValue(
        Quoted.of(text)
            + " is not a pin: sha256/ and the base64 digest of the server's public key expected;"
            + " linkflux probe prints it");
  }

  /** What stands in a record of that type, as it would stand in a zone file. */
  private static String record(String type, String text) {
    try {
      return org.xbill.DNS.Record.fromString(
              Name.root, Type.value(type), DClass.IN, 0, part(text), Name.root)
          .rdataToString();
    } catch (IOException e) {
      throw new MalformedValue(
          Quoted.of(text) + " cannot be in a record of type " + type + ": " + e.getMessage());
    }
  }

  /**
   * What stands in a record of a type, in the one way that it is printed.
   *
   * @throws MalformedValue if that type cannot have it
   */
  static String expected(String type, String text) {
    return switch (type) {
      case "A", "AAAA" -> {
        InetAddress address = AddressText.parse(text);
        if ((address.getAddress().length == 4) != type.equals("A")) {
          throw new MalformedValue(text + " cannot be in a record of type " + type);
        }
        yield address.getHostAddress();
      }
      default -> record(type, text);
    };
  }
}
