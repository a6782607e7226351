// What was measured through one uplink: columns of steps, loaded from the history, or grown from probes. It touches no element.

const figures = ['min', 'p25', 'p50', 'p75', 'p95', 'max'];
const mostRows = 4000;
const openSeconds = 5;

/** The value below which a share of sorted values lies. */
function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

export class Past {
  #open = new Map();
  #gap = null;

  constructor() { this.clear(1); }

  clear(step) {
    this.step = step;
    this.rows = [];
    this.#open.clear();
  }

  get end() { return this.rows.length ? this.rows[this.rows.length - 1].t : 0; }

  /** Takes in an answer of the history; what it covers is replaced, `whole` says that all is. */
  load(answer, whole) {
    const rows = answer.t.map((t, i) => {
      const row = {t, sent: answer.sent[i], lost: answer.lost[i], jitter: answer.jitter_ms[i], state: answer.state[i]};
      for (const name of figures) row[name] = answer.rtt_ms[name][i];
      return row;
    });
    if (whole) this.clear(answer.step_s);
    this.#gap = null;
    if (rows.length === 0) return;
    const [first, last] = [rows[0].t, rows[rows.length - 1].t];
    this.rows = [...this.rows.filter((it) => it.t < first), ...rows, ...this.rows.filter((it) => it.t > last)].slice(-mostRows);
    for (const second of this.#open.keys()) if (second <= last) this.#open.delete(second);
  }

  /** Counts in one probe as it comes; only steps of one second grow so. */
  add(event, state, jitter) {
    if (this.step !== 1 || event.late || event.outcome === 'NotSent') return;
    const second = Math.floor(Date.parse(event.at) / 1000);
    if (second <= this.end && !this.#open.has(second)) return;
    let open = this.#open.get(second);
    if (!open) {
      open = {row: {t: second, sent: 0, lost: 0}, rtts: []};
      for (const name of figures) open.row[name] = null;
      this.#open.set(second, open);
      this.rows.push(open.row);
      this.#gap = null;
      if (this.rows.length > mostRows) this.rows.splice(0, 400);
      for (const old of this.#open.keys()) if (old < second - openSeconds) this.#open.delete(old);
    }
    Object.assign(open.row, {state, jitter});
    open.row.sent++;
    if (event.rtt_ms === null) open.row.lost++;
    else this.#answered(open, event.rtt_ms);
  }

  #answered({row, rtts}, rtt) {
    rtts.push(rtt);
    rtts.sort((a, b) => a - b);
    Object.assign(row, {min: rtts[0], max: rtts[rtts.length - 1]});
    for (const [name, share] of [['p25', 0.25], ['p50', 0.5], ['p75', 0.75], ['p95', 0.95]]) row[name] = quantile(rtts, share);
  }

  /** The row that a moment lies in, or undefined. */
  at(time) {
    let [low, high] = [0, this.rows.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.rows[middle].t <= time) low = middle;
      else high = middle - 1;
    }
    const row = this.rows[low];
    return row && row.t <= time && time - row.t < this.step * 1.5 ? row : undefined;
  }

  /** All steps of a part of time as one: sums, extremes, and the medians of the rest; undefined where there is none. */
  whole(from, to) {
    const rows = this.rows.filter((it) => it.t >= from && it.t <= to);
    if (rows.length === 0) return undefined;
    const values = (name) => rows.map((it) => it[name]).filter((it) => it !== null && it !== undefined).sort((a, b) => a - b);
    const middle = (name, all = values(name)) => (all.length ? quantile(all, 0.5) : null);
    const sum = (name) => rows.reduce((all, it) => all + it[name], 0);
    return {
      sent: sum('sent'), lost: sum('lost'), jitter: middle('jitter'), p25: middle('p25'), p50: middle('p50'), p75: middle('p75'),
      min: values('min')[0] ?? null, max: values('max').at(-1) ?? null,
    };
  }

  /** Steps farther apart than this many seconds have a gap between them. A metered uplink is probed seldom. */
  get gap() {
    if (this.#gap !== null) return this.#gap;
    const apart = this.rows.slice(1).map((it, i) => it.t - this.rows[i].t).sort((a, b) => a - b);
    this.#gap = Math.max(3 * this.step, apart.length ? 3 * apart[apart.length >> 1] : 0);
    return this.#gap;
  }

  /** Columns for a plot: the middles of the steps, and what each of `read` makes of a row; a row of nulls in each gap. */
  columns(from, to, read) {
    const columns = [[], ...read.map(() => [])];
    const gap = this.gap;
    let before = null;
    for (const row of this.rows) {
      if (row.t < from - gap || row.t > to) continue;
      if (before !== null && row.t - before > gap) {
        columns[0].push(before + this.step);
        for (let i = 1; i < columns.length; i++) columns[i].push(null);
      }
      columns[0].push(row.t + this.step / 2);
      for (let i = 1; i < columns.length; i++) columns[i].push(read[i - 1](row) ?? null);
      before = row.t;
    }
    return columns;
  }
}
