// Which part of time is shown: the last minutes, moving on, or a part that somebody has chosen; with a way back.

export const spans = [[120, '2 min'], [600, '10 min'], [3600, '1 h'], [21_600, '6 h'], [86_400, '24 h'], [604_800, '7 d']];
const shortest = 10;
const longest = 8 * 86_400;
const finest = 1500;

/** All times are in seconds of the epoch. */
export class Span {
  #back = [];
  #fixed = null;

  constructor(seconds) { this.seconds = seconds; }

  /** True while it moves on with the present. */
  get live() { return this.#fixed === null; }

  get canGoBack() { return this.#back.length > 0; }

  at(now) { return this.#fixed ?? {from: now - this.seconds, to: now}; }

  /** As `at`, but what moves on does so in steps that can be seen, and no oftener than every `least` seconds. */
  seen(now, least) {
    const step = Math.max(least, this.seconds / finest);
    return this.at(this.live ? Math.ceil(now / step) * step : now);
  }

  /** The last so many seconds, from now on. */
  choose(seconds) {
    this.seconds = seconds;
    this.#fixed = null;
    this.#back = [];
  }

  /** Just this part of time; what ends in the present moves on with it. */
  zoom(from, to, now) {
    this.#back.push(this.#fixed);
    if (this.#back.length > 50) this.#back.shift();
    this.#set(from, to, now);
  }

  back() { this.#fixed = this.#back.pop() ?? null; }

  /** Shorter (below 1) or longer (above 1), around `centre` or the end of what is live. */
  scale(factor, now, centre = null) {
    const {from, to} = this.at(now);
    const middle = centre ?? (this.live ? to : (from + to) / 2);
    this.zoom(middle - (middle - from) * factor, middle + (to - middle) * factor, now);
  }

  /** Earlier (below 0) or later, by a share of what is seen. */
  move(share, now) {
    const {from, to} = this.at(now);
    const by = Math.min((to - from) * share, now - to);
    if (by !== 0) this.zoom(from + by, to + by, now);
  }

  #set(from, to, now) {
    const end = Math.min(to, now);
    const length = Math.min(longest, Math.max(shortest, end - from));
    this.#fixed = {from: Math.max(end - length, now - longest), to: end};
  }
}

/** The steps that the history is kept in, as it is asked for them, and how far back each goes. */
const steps = [[1, '1s', 3600], [10, '10s', 3600], [60, '1m', Infinity], [600, '10m', Infinity], [3600, '1h', Infinity]];
const mostPoints = 1500;

/** The finest step, in seconds and by name, that shows a part of time in a bounded number of points. */
export function stepFor({from, to}, now) {
  const [seconds, name] = steps.find(([each, , kept]) => (to - from) / each <= mostPoints && now - from <= kept + 5)
    ?? steps[steps.length - 1];
  return {seconds, name};
}
