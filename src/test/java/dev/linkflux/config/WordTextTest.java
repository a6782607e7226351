package dev.linkflux.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers, addresses, names and words as values, right and wrong. */
class WordTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-5, -5",
    "1001, 1001",
    "0x1000, 4096",
    "0XfF, 255",
    "2147483647, 2147483647"
  })
  void aWholeNumberIsDecimalOrHexadecimal(String text, int number) {
    assertThat(NumberText.whole(Integer.MIN_VALUE, Integer.MAX_VALUE).apply(text))
        .isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1.0", "010", "+1", "1e3", "1_000", "0x", "0xg", "-0x1", "ten", "--1", "١"})
  void whatIsNoWholeNumberIsRefused(String text) {
    assertThatThrownBy(() -> NumberText.whole(-100, 100).apply(text))
        .isInstanceOf(MalformedValue.class)
        .hasMessageContaining("is not a whole number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "1401", "-8", "99999999999999999", "0xffffffffffffffff"})
  void aWholeNumberOutOfRangeIsRefused(String text) {
    assertThatThrownBy(() -> NumberText.whole(8, 1400).apply(text))
        .hasMessage(text + " is out of range: 8 to 1400 expected");
  }

  @Test
  void theEndsOfARangeAreInIt() {
    assertThat(NumberText.whole(8, 1400).apply("8")).isEqualTo(8);
    assertThat(NumberText.whole(8, 1400).apply("1400")).isEqualTo(1400);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1500, 1500", "0.5, 0.5", "1500.0, 1500"})
  void aDecimalPrintsWithoutNeedlessDigits(String text, String printed) {
    assertThat(NumberText.print(NumberText.decimal(0, 1e6).apply(text))).isEqualTo(printed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1e3", "NaN", "Infinity", "0x10", "1.", ".5", "1000001"})
  void aWrongDecimalIsRefused(String text) {
    assertThatThrownBy(() -> NumberText.decimal(0, 1e6).apply(text))
        .isInstanceOf(MalformedValue.class);
  }

  @ParameterizedTest
  @CsvSource({
    "1.1.1.1, 1.1.1.1",
    "255.255.255.254, 255.255.255.254",
    "2606:4700:4700::1111, 2606:4700:4700:0:0:0:0:1111",
    "::1, 0:0:0:0:0:0:0:1",
    "::ffff:192.0.2.1, 192.0.2.1",
  })
  void anAddressIsALiteral(String text, String address) {
    assertThat(AddressText.host(text).getHostAddress()).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          example.net   | a name will not do here
          localhost     | a name will not do here
          fe80::1%eth0  | has a zone
          1.1.1.1:53    | has a port
          [::1]:53      | has a port
          [::1]         | has a port
          1.1.1         | is not an IP address, as in
          16843009      | is not an IP address, as in
          1.1.1.256     | is not an IP address, as in
          01.1.1.1111   | is not an IP address, as in
          1::2::3       | is not an IP address, as in
          :             | is not an IP address, as in
          12345::       | is not an IP address, as in
          0.0.0.0       | is not the address of a host
          ::            | is not the address of a host
          224.0.0.1     | is not the address of a host
          ff02::1       | is not the address of a host
          255.255.255.255 | is not the address of a host
          """)
  void aWrongAddressSaysWhatIsWrong(String text, String part) {
    assertThatThrownBy(() -> AddressText.host(text))
        .isInstanceOf(MalformedValue.class)
        .hasMessageContaining(part);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8470, 127.0.0.1:8470",
    "localhost:1, 127.0.0.1:1",
    "[::1]:65535, [0:0:0:0:0:0:0:1]:65535",
    "0.0.0.0:0, 0.0.0.0:0",
  })
  void anEndpointIsAddressAndPort(String text, String printed) {
    String once = EndpointText.print(EndpointText.ports(0, 65_535).apply(text));
    assertThat(once).isEqualTo(printed);
    assertThat(EndpointText.print(EndpointText.ports(0, 65_535).apply(once))).isEqualTo(printed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":80",
        "*:80",
        "80",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:65536",
        "127.0.0.1:-1",
        "127.0.0.1:080",
        "::1:80",
        "[::1]",
        "[]:80",
        "[127.0.0.1:80",
        "vps.example.net:80"
      })
  void whatIsNoEndpointIsRefused(String text) {
    assertThatThrownBy(() -> EndpointText.ports(0, 65_535).apply(text))
        .isInstanceOf(MalformedValue.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fibre", "a b", "LTE (roof)", "2606:4700::1111", "Glasfaser-Süd", "光", "x"})
  void aNameIsWhatCanBeShown(String text) {
    assertThat(NameText.shown().apply(text)).isEqualTo(text);
  }

  @Test
  void aNameHasAnEnd() {
    assertThat(NameText.shown().apply("x".repeat(64))).hasSize(64);
    for (String text : List.of("", " a", "a ", "a,b", "a\nb", "a\tb", "a\u202eb", "x".repeat(65))) {
      assertThatThrownBy(() -> NameText.shown().apply(text)).isInstanceOf(MalformedValue.class);
    }
  }

  @Test
  void anInterfaceNameIsOneThatTheKernelTakes() {
    for (String text : List.of("wan1", "eth0.100", "br-lan", "a", "@x", "wwan0123456789a")) {
      assertThat(NameText.device().apply(text)).isEqualTo(text);
    }
    for (String text : List.of("", ".", "..", "a/b", "a:b", "a b", "wwan0123456789ab", "ü")) {
      assertThatThrownBy(() -> NameText.device().apply(text)).isInstanceOf(MalformedValue.class);
    }
  }

  @Test
  void aFlagIsTrueOrFalseAndNothingElse() {
    assertThat(Choice.flag("true")).isTrue();
    assertThat(Choice.flag("false")).isFalse();
    for (String text : List.of("", "yes", "no", "on", "True", "1")) {
      assertThatThrownBy(() -> Choice.flag(text)).hasMessageContaining("neither true nor false");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "intervall, interval",
    "INTERVAL, interval",
    "time-out, timeout",
    "tiemout, timeout",
    "fats, fast"
  })
  void aWordThatIsNearIsSuggested(String written, String meant) {
    assertThat(Suggestion.among(List.of("interval", "timeout", "fast"), written))
        .isEqualTo("did you mean " + meant + "?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "speed", "---", "fastfastfastfastfastfastfastfastfastfastfast"})
  void withoutANearOneAllAreListed(String written) {
    assertThat(Suggestion.among(List.of("interval", "fast"), written))
        .isEqualTo("known: interval, fast");
  }
}
