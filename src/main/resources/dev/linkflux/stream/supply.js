// Brings the figures of the time that is shown: from the history at the step that fits, then from the stream as they come.

import {Past} from './past.js';
import {stepFor} from './span.js';

const patience = 150;
const oftenest = 60;

async function read(path) {
  const response = await fetch(path, {headers: {accept: 'application/json'}});
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

const iso = (seconds) => new Date(seconds * 1000).toISOString();

export class Supply {
  #wanted = '';
  #loaded = null;
  #asked = 0;
  #due = 0;
  #heard = 0;
  /** Seconds of the service's time in about a second; more than one of a quick replay. */
  #grain = 1;
  #missed = Infinity;
  #timer;

  /** By uplink. */
  pasts = new Map();
  /** Counts up when something has come. */
  version = 0;
  failed = false;

  /** True while seconds are shown. */
  get fine() { return this.#loaded?.seconds === 1; }

  /** Sees to it that a part of time is there, sooner or later; called as often as it is drawn. */
  show(names, span, now) {
    for (const name of names) if (!this.pasts.has(name)) this.pasts.set(name, new Past());
    for (const name of this.pasts.keys()) if (!names.includes(name)) this.pasts.delete(name);
    const view = span.at(now);
    const step = stepFor(view, now);
    const key = span.live ? `${span.seconds} ${names}` : `${view.from} ${view.to} ${names}`;
    if (key !== this.#wanted) {
      this.#wanted = key;
      clearTimeout(this.#timer);
      // Whoever turns a wheel or holds a key passes by many.
      this.#timer = setTimeout(() => this.#load(names, view, step, true, now), this.#loaded ? patience : 0);
      this.#due = now + Math.max(step.seconds, 10, this.#grain);
    } else if (span.live && now >= this.#due) {
      const next = this.#grain > 1 ? this.#grain : step.seconds === 1 ? oftenest : 10;
      this.#due = now + Math.max(step.seconds, next);
      this.#load(names, {from: Math.max(view.from, Math.min(this.#missed, now - Math.max(90, 3 * step.seconds, 3 * this.#grain))), to: now}, step, false, now);
      this.#missed = Infinity;
    }
  }

  async #load(names, {from, to}, step, whole, now) {
    const asked = whole ? ++this.#asked : this.#asked;
    // A margin, so that moving a little shows something at once.
    const margin = whole ? Math.min((to - from) * 0.25, 86_400) : 0;
    const query = `from=${iso(from - margin)}&to=${iso(Math.min(to + margin, Math.floor(now)))}&step=${step.name}`;
    try {
      const answers = await Promise.all(names.map((name) => read(`/api/v1/uplinks/${encodeURIComponent(name)}/history?${query}`)));
      if (asked !== this.#asked) return;
      names.forEach((name, i) => this.pasts.get(name)?.load(answers[i], whole));
      if (whole) this.#loaded = step;
      this.failed = false;
    } catch {
      if (asked !== this.#asked) return;
      this.failed = true;
      if (whole) this.#timer = setTimeout(() => { this.#wanted = ''; }, 3000);
    }
    this.version++;
  }

  /** Takes in what comes by the stream. After a silence the history is asked what was missed. */
  hear(event, model) {
    if (event.type !== 'probe') return;
    const at = Date.parse(event.at) / 1000;
    this.#grain = model.grain / 1000;
    // Of a quick replay not every probe is told: the history has them all, and is asked instead.
    if (this.#grain > 1) return;
    if (at - this.#heard > 3) {
      this.#missed = Math.min(this.#missed, this.#heard - 2);
      this.#due = 0;
    }
    this.#heard = at;
    const uplink = model.uplinks.get(event.uplink);
    this.pasts.get(event.uplink)?.add(event, uplink?.state ?? null, uplink?.quality?.jitter_ms ?? null);
    if (this.fine) this.version++;
  }

  /** When nothing at all was measured, through no uplink, for longer than that is usual: nothing ran. */
  pauses(from, to) {
    const all = [...this.pasts.values()].filter((it) => it.rows.length);
    if (all.length === 0) return [];
    const gap = Math.max(15, ...all.map((it) => it.gap));
    const times = all.flatMap((it) => it.rows.map((row) => row.t)).filter((t) => t >= from - gap && t <= to).sort((a, b) => a - b);
    const found = [];
    let before = from;
    for (const t of [...times, to]) {
      if (t - before > gap) found.push({from: before === from ? from : before + all[0].step, to: t});
      before = t;
    }
    return found;
  }
}
