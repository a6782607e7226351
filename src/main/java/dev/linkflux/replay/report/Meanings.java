package dev.linkflux.replay.report;

/** What the words of the page mean; their definitions stand in {@code src/docs/replay.md}. */
final class Meanings {
  static final String HTML =
      """
      <details class="panel meanings"><summary>What the words mean</summary><dl>
      <dt>Truth</dt><dd>what an uplink was, told by what came before and after each moment: good, \
      breaching (it answered, but not within the demands of the first configuration), dead (it did \
      not answer, or its link was lost), or not known (nothing was asked of it)</dd>
      <dt>Bad seconds</dt><dd>time carried by an uplink that was dead or breaching while a better \
      one existed; hopeless: while none did</dd>
      <dt>Switches</dt><dd>changes of the uplinks that carry; needless: away from one that was \
      good, to none that is preferred</dd>
      <dt>Flaps</dt><dd>falls of an uplink soon after it had come back</dd>
      <dt>Detection</dt><dd>from the beginning of a bad spell of what carries until it is left; \
      the median, and how often that was missed</dd>
      <dt>Recovery</dt><dd>from the end of a bad spell until the uplink may carry again; the \
      median</dd>
      <dt>Probes</dt><dd>bytes of IP, both directions, that the configuration's own paces would \
      have cost</dd>
      </dl></details>
      """;

  private Meanings() {}
}
