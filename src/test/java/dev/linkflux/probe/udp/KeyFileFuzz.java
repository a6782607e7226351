package dev.linkflux.probe.udp;

import static dev.linkflux.fuzz.Invariant.require;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Reads bytes as the content of a key file. */
public final class KeyFileFuzz {
  private static final Path FILE = Path.of("key");
  private static final Pattern KEY = Pattern.compile("([0-9a-fA-F]{2}){16,64}");

  /** Shorter ones may well be part of a word. */
  private static final int TELLING = 12;

  private KeyFileFuzz() {}

  /** As all of a file. */
  public static void read(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1).strip();
    boolean wanted = KEY.matcher(text).matches();
    try {
      StampKey key = StampKeyFile.key(FILE, content);
      require(wanted, "taken for a key");
      require(Arrays.equals(mac(text), key.mac().doFinal()), "another key");
      require(key.toString().equals("a key"), "it shows itself");
    } catch (IOException e) {
      require(!wanted, "not taken for a key");
      String message = String.valueOf(e.getMessage());
      require(message.startsWith("key file key "), message);
      require(text.length() < TELLING || !message.contains(text), "it tells what the file holds");
    }
  }

  private static byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(text), "HmacSHA256"));
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
