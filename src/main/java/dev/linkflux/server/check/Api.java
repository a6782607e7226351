package dev.linkflux.server.check;

import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Check;
import dev.linkflux.wire.tls.Plain;

/** What counts as an answer of an API. */
final class Api {
  private static final int OK = 200;

  private Api() {}

  /**
   * Judges the answer to what is asked first.
   *
   * @throws Broken that says what is wrong
   */
  static void judge(Check.Api api, Answer answer) {
    int wanted = api.status() == 0 && api.type() == Check.Type.OMR ? OK : api.status();
    boolean fine = wanted == 0 ? answer.status() / 100 == 2 : answer.status() == wanted;
    if (!fine) {
      throw new Broken(
          Rung.API_ERROR, "status " + answer.status() + ", not " + (wanted == 0 ? "2xx" : wanted));
    }
    if (!answer.body().contains(api.text())) {
      String where = answer.whole() ? "" : " within " + Answer.MOST + " bytes";
      throw new Broken(
          Rung.API_ERROR, "the answer has no \"" + Plain.text(api.text()) + "\"" + where);
    }
  }
}
