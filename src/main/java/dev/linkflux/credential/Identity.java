package dev.linkflux.credential;

import dev.linkflux.control.Access;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a TLS server shows of itself, and the key that proves it.
 *
 * @param chain its own certificate first
 * @param key the private key of the first
 */
public record Identity(List<X509Certificate> chain, PrivateKey key) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  /** Names of algorithms of keys, as a {@link KeyFactory} knows them. */
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

  public Identity {
    chain = List.copyOf(chain);
  }

  /**
   * Reads both files; may block.
   *
   * @throws Unusable if one is not there or not what it should be, or they do not belong together
   */
  public static Identity read(Access.Tls tls) throws Unusable {
    return of(certificates(tls.certificate()), key(tls.key()));
  }

  /**
   * Certificate and key.
   *
   * @throws Unusable if the key is not that of the certificate
   */
  public static Identity of(List<X509Certificate> chain, PrivateKey key) throws Unusable {
    if (!belongTogether(chain.getFirst(), key)) {
      throw Unusable.wrong("is not the key of the certificate: they do not belong together");
    }
    return new Identity(chain, key);
  }

  /**
   * The certificates of a file in PEM.
   *
   * @throws Unusable if it is not there, or there is none in it
   */
  public static List<X509Certificate> certificates(String file) throws Unusable {
    List<X509Certificate> all = new ArrayList<>();
    Matcher block = BLOCK.matcher(TextFile.read(file));
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      while (block.find()) {
        if (block.group(1).equals("CERTIFICATE")) {
          byte[] bytes = block.group().getBytes(StandardCharsets.ISO_8859_1);
          all.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes)));
        }
      }
    } catch (CertificateException _) {
      throw Unusable.wrong("'" + file + "' holds a certificate that is damaged");
    }
    if (!all.isEmpty()) {
      return all;
    }
    throw Unusable.wrong(
        "'" + file + "' holds no certificate in PEM (-----BEGIN CERTIFICATE-----)");
  }

  /**
   * The private key of a file in PEM.
   *
   * @throws Unusable if it is not there, or no key of PKCS#8 without a pass phrase
   */
  public static PrivateKey key(String file) throws Unusable {
    Matcher block = BLOCK.matcher(TextFile.read(file));
    String other = "";
    while (block.find()) {
      String label = block.group(1);
      if (label.equals("PRIVATE KEY")) {
        return parsed(file, block.group(2));
      }
      other = label.endsWith("PRIVATE KEY") ? label : other;
    }
    throw Unusable.wrong(
        other.startsWith("ENCRYPTED")
            ? "'%s' has a pass phrase, which nobody can be asked for: openssl pkcs8 -in %1$s -out NEW"
                .formatted(file)
            : other.isEmpty()
                ? "'%s' holds no private key in PEM (-----BEGIN PRIVATE KEY-----)".formatted(file)
                : "'%s' holds a key in another form (%s): openssl pkcs8 -topk8 -nocrypt -in %1$s -out NEW"
                    .formatted(file, other));
  }

  /** True if every certificate of it is valid then. */
  public static boolean isValid(List<X509Certificate> chain, Instant at) {
    return chain.stream()
        .noneMatch(
            one ->
                at.isAfter(one.getNotAfter().toInstant())
                    || at.isBefore(one.getNotBefore().toInstant()));
  }

  @Override
  public String toString() {
    return "identity of " + chain.getFirst().getSubjectX500Principal();
  }

  private static PrivateKey parsed(String file, String base64) throws Unusable {
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      bytes = new byte[0];
    }
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
      } catch (GeneralSecurityException _) {
        // of another kind
      }
    }
    throw Unusable.wrong("'" + file + "' holds a private key that is damaged, or of no known kind");
  }

  private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case String other -> other;
        };
    try {
      byte[] said = "linkflux".getBytes(StandardCharsets.US_ASCII);
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(said);
      byte[] signature = signing.sign();
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(certificate.getPublicKey());
      verifying.update(said);
      return verifying.verify(signature);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
