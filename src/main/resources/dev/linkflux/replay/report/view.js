// Which part of the time is shown; whoever draws is told when it is another one.

const least = 1;

export class View {
  #before = [];
  #listeners = [];

  constructor(from, until) {
    this.whole = {from, to: Math.max(until, from + least)};
    this.now = this.whole;
  }

  changed(listener) { this.#listeners.push(listener); }

  get isWhole() { return this.now.from === this.whole.from && this.now.to === this.whole.to; }

  #show(from, to) {
    const length = Math.min(Math.max(to - from, least), this.whole.to - this.whole.from);
    const middle = (from + to) / 2;
    const begin = Math.min(Math.max(middle - length / 2, this.whole.from), this.whole.to - length);
    this.now = {from: begin, to: begin + length};
    for (const listener of this.#listeners) listener();
  }

  zoom(from, to) {
    this.#before.push(this.now);
    this.#show(from, to);
  }

  /** As many times as long, around its middle or a given time. */
  scale(factor, around = (this.now.from + this.now.to) / 2) {
    this.zoom(around - (around - this.now.from) * factor, around + (this.now.to - around) * factor);
  }

  /** By a share of what is shown. */
  move(share) {
    const by = (this.now.to - this.now.from) * share;
    this.#show(this.now.from + by, this.now.to + by);
  }

  /** That this time is seen. */
  reveal(t) {
    if (t < this.now.from || t > this.now.to) this.#show(t - (this.now.to - this.now.from) / 2, t + (this.now.to - this.now.from) / 2);
  }

  back() {
    const last = this.#before.pop();
    if (last) this.#show(last.from, last.to);
  }

  reset() {
    this.#before = [];
    this.#show(this.whole.from, this.whole.to);
  }
}
