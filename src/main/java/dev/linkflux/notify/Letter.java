package dev.linkflux.notify;

import java.nio.charset.StandardCharsets;

/**
 * What a webhook is sent, the same at each try.
 *
 * @param id of the notice
 * @param body JSON
 */
record Letter(String id, String body) {
  static Letter of(Notice notice) {
    return new Letter(notice.id(), new String(NoticeJson.bytes(notice), StandardCharsets.UTF_8));
  }

  /** As it goes over the network. */
  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
