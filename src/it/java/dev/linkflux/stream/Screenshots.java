package dev.linkflux.stream;

import java.io.IOException;
import java.nio.file.Path;

/** Takes pictures of a running dashboard. Arguments: address, file, width, height, then scripts. */
final class Screenshots {
  private Screenshots() {}

  public static void main(String[] arguments) throws IOException {
    boolean dark = arguments[1].contains("dark");
    try (Browser browser = Browser.open(Browser.executable().orElseThrow())) {
      browser.resize(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]), dark);
      browser.go(arguments[0]);
      browser.awaitTrue("document.querySelectorAll('.card').length > 0");
      browser.awaitTrue("document.getElementById('live').dataset.is === 'live'");
      for (int i = 4; i < arguments.length; i++) {
        browser.awaitTrue(arguments[i]);
      }
      browser.screenshot(Path.of(arguments[1]));
      browser.errors().forEach(System.err::println);
    }
  }
}
