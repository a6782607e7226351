// The last two minutes of one uplink, for the small curves of its card.

export const keptSeconds = 120;

/** What its figures were, a sample a second. */
export class Recent {
  samples = [];

  /** Takes the columns of its history. */
  load({t = [], sent = [], lost = [], rtt_ms: rtt = {}, jitter_ms: jitter = []}) {
    this.samples = t.map((second, i) => ({
      second, rtt: rtt.p50?.[i] ?? null, loss: sent[i] > 0 ? lost[i] / sent[i] : null, jitter: jitter[i] ?? null,
    }));
    this.#forget();
  }

  /** Takes a quality. */
  add(at, quality) {
    const sample = {second: Math.floor(at / 1000), rtt: quality.rtt_ms?.recent ?? null, loss: quality.loss, jitter: quality.jitter_ms};
    const last = this.samples.at(-1);
    if (last && last.second >= sample.second) Object.assign(last, sample, {second: last.second});
    else this.samples.push(sample);
    this.#forget();
  }

  #forget() {
    const oldest = (this.samples.at(-1)?.second ?? 0) - keptSeconds;
    while (this.samples.length && this.samples[0].second < oldest) this.samples.shift();
  }
}
