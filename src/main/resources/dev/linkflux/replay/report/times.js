// Seconds of a trace as a clock shows them where it was recorded with one, in the time zone of the reader; else as time that has passed.

const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800, 2419200, 7257600, 31536000];
const dayLong = new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'short', year: 'numeric'});
const dayShort = new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'short'});
const two = (value) => String(value).padStart(2, '0');

export class Times {
  /** `wall` in milliseconds of 1970 at the trace's zero, or null. */
  constructor(wall) { this.wall = wall; }

  #date(t) { return new Date(this.wall + t * 1000); }

  /** The time zone of the clock that is shown. */
  get zone() {
    return this.wall === null ? 'since the trace began' : Intl.DateTimeFormat().resolvedOptions().timeZone;
  }

  /** The clock; tenths where they matter. */
  clock(t, fine = false) {
    const grain = fine ? 100 : 1000;
    if (this.wall === null) {
      const rounded = Math.round(t * 1000 / grain) * grain / 1000;
      const s = Math.abs(rounded);
      const seconds = fine ? (s % 60).toFixed(1).padStart(4, '0') : two(Math.floor(s % 60));
      return `${rounded < 0 ? '−' : '+'}${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${seconds}`;
    }
    const date = new Date(Math.round((this.wall + t * 1000) / grain) * grain);
    const tenths = fine ? `.${Math.floor(date.getMilliseconds() / 100)}` : '';
    return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}${tenths}`;
  }

  day(t) { return this.wall === null ? '' : dayLong.format(this.#date(t)); }

  /** Day and clock. */
  full(t, fine = false) { return `${this.day(t)} ${this.clock(t, fine)}`.trim(); }

  /** Where an axis from `from` to `to` that has room for `most` words says which time it is: {t, words}. */
  ticks(from, to, most) {
    const step = steps.find((it) => (to - from) / it <= most) ?? (to - from) / most;
    const offset = this.wall === null ? 0 : this.wall / 1000 - this.#date((from + to) / 2).getTimezoneOffset() * 60;
    const found = [];
    for (let n = Math.ceil((from + offset) / step); n * step - offset <= to; n++) found.push({t: n * step - offset, words: this.#tick(n * step - offset, step)});
    return found;
  }

  #tick(t, step) {
    if (this.wall === null) return this.clock(t, step < 1);
    const clock = this.clock(t, step < 1);
    if (step >= 86400 || clock === '00:00:00') return dayShort.format(this.#date(t + 0.5));
    return step < 60 ? clock : clock.slice(0, 5);
  }
}
