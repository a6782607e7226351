// The decisions that the page knows: those that it was told, and older ones that it has asked for. It touches no element.

const most = 4000;
const page = 500;

const seconds = (decision) => Date.parse(decision.at) / 1000;

async function read(query) {
  const response = await fetch(`/api/v1/decisions?${query}`, {headers: {accept: 'application/json'}});
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

export class Archive {
  #known = new Set();
  #busy = false;
  #latest = '';
  #again = 0;

  /** The newest first. */
  all = [];
  /** From then on, in seconds of the epoch, every decision is here. */
  since = Infinity;
  /** True if there is nothing older. */
  complete = false;
  version = 0;

  /** Takes in what the model was told. */
  hear(model) {
    const told = model.decisions;
    const latest = `${told[0]?.id} ${told.length} ${model.start}`;
    if (latest === this.#latest) return;
    this.#latest = latest;
    const oldest = told[told.length - 1];
    // After a long absence there may be a hole between what was told before and now.
    if (this.all.length && oldest && oldest.id > this.all[0].id) {
      this.since = seconds(oldest);
      this.complete = false;
    }
    this.since = Math.min(this.since, oldest ? seconds(oldest) : model.start / 1000);
    this.#add(told);
  }

  #add(decisions) {
    const fresh = decisions.filter((it) => !this.#known.has(it.id));
    if (fresh.length === 0) return;
    for (const it of fresh) this.#known.add(it.id);
    this.all = [...this.all, ...fresh].sort((a, b) => b.id - a.id);
    for (const it of this.all.splice(most)) {
      this.#known.delete(it.id);
      this.complete = false;
      this.since = Math.max(this.since, seconds(this.all[most - 1]));
    }
    this.#markSwitches();
    this.version++;
  }

  /** An election is a switch if others carry than before it. */
  #markSwitches() {
    let before = '';
    for (const it of this.all.toReversed()) {
      if (it.type !== 'election') continue;
      const now = it.carrying.join('\n');
      it.switch = before !== now;
      before = now;
    }
  }

  /** Sees to it that all since a time is there, a page at a time, sooner or later. */
  reach(from) {
    if (this.since > from && this.since !== Infinity && !this.complete && this.all.length < most) this.older({});
  }

  /** One page of older ones; only those of an uplink or of some types, if these are given. */
  async older({uplink, types}) {
    if (this.#busy || performance.now() < this.#again) return;
    this.#busy = true;
    const filter = {...(uplink ? {uplink} : {}), ...(types ? {types: types.join(',')} : {})};
    const whole = Object.keys(filter).length === 0;
    const oldest = this.all.findLast((it) => whole ? seconds(it) >= this.since : (!uplink || it.uplink === uplink) && (!types || types.includes(it.type)));
    try {
      const answer = await read(new URLSearchParams({...filter, ...(oldest ? {before: oldest.id} : {}), limit: page}));
      const found = answer.decisions;
      this.#add(found);
      if (whole && found.length) this.since = Math.min(this.since, seconds(found[found.length - 1]));
      if (whole && !answer.next) {
        this.complete = true;
        this.since = Math.min(this.since, Date.parse(answer.since) / 1000 || this.since);
      }
      this.exhausted = answer.next ? null : JSON.stringify(filter);
    } catch {
      // An older service does not page; one that is away comes back. It is not asked at every drawing.
      this.#again = performance.now() + 10_000;
    }
    this.#busy = false;
    this.version++;
  }

  /** True if no older ones of these are to be had. */
  ended({uplink, types}) {
    const filter = {...(uplink ? {uplink} : {}), ...(types ? {types: types.join(',')} : {})};
    return this.complete || this.exhausted === JSON.stringify(filter);
  }

  /** One decision by its number, or undefined if it is not kept. */
  async find(id) {
    const known = this.all.find((it) => it.id === id);
    if (known) return known;
    try {
      const {decisions} = await read(new URLSearchParams({before: id + 1, limit: 1}));
      if (decisions[0]?.id !== id) return undefined;
      this.#add(decisions);
      return decisions[0];
    } catch {
      return undefined;
    }
  }
}
