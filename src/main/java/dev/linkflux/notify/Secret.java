package dev.linkflux.notify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs letters as the Standard Webhooks specification has it, with a secret that is read from its
 * file each time, and neither kept nor shown.
 *
 * @param file holds {@code whsec_} and the key in base64; or the key as it is, where a line end
 *     after it does not count
 */
record Secret(Path file) {
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int LONGEST = 4096;

  /**
   * The signature of a letter. Blocks.
   *
   * @param timestamp of the try, in seconds since 1970
   * @throws IOException if there is no secret to be had; says why, and nothing of what it is
   */
  String sign(Letter letter, long timestamp) throws IOException {
    byte[] key = key();
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update("%s.%d.".formatted(letter.id(), timestamp).getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(letter.bytes()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every platform has " + ALGORITHM, e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private byte[] key() throws IOException {
    byte[] content;
    try (InputStream input = Files.newInputStream(file)) {
      content = input.readNBytes(LONGEST + 1);
    }
    if (content.length > LONGEST) {
      throw new IOException(file + " is too long for a secret");
    }
    String text = new String(content, StandardCharsets.ISO_8859_1);
    byte[] key =
        text.startsWith(PREFIX)
            ? decoded(text.substring(PREFIX.length()).strip())
            : text.replaceFirst("\r?\n\\z", "").getBytes(StandardCharsets.ISO_8859_1);
    if (key.length == 0) {
      throw new IOException(file + " is empty");
    }
    return key;
  }

  private byte[] decoded(String base64) throws IOException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) { // it would show a piece of it
      throw new IOException(file + " has no base64 after " + PREFIX);
    }
  }
}
