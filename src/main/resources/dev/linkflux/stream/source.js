// The connection: reads what there is, follows what comes, and mends itself.

const frequent = ['probe', 'quality'];
const types = [...frequent, 'transition', 'election', 'target', 'operator', 'server', 'config', 'plan', 'self'];
const first = 500;
const longest = 15_000;

/** The service wants to know who asks. */
class Unknown extends Error {}

/** No answer for ten seconds is a failure, too: then the page says so and begins anew. */
async function read(path) {
  const answer = await fetch(path, {headers: {accept: 'application/json'}, signal: AbortSignal.timeout(10_000)});
  if (answer.status === 401) throw new Unknown(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/**
 * Follows the service for as long as the page is open.
 *
 * `report` hears {is: 'live' | 'lost' | 'unknown', again: ms until the next attempt, missed: decisions that were made while nobody listened}.
 */
export class Source {
  #model;
  #report;
  #wait = first;
  #timer = 0;
  #turn = 0;
  #events = null;
  /** What came while the status is read anew, or null. */
  #held = null;
  #stale = false;

  constructor(model, report) {
    this.#model = model;
    this.#report = report;
  }

  /** Begins, or begins anew at once; what was begun before comes to nothing. */
  async open() {
    this.#close();
    const turn = ++this.#turn;
    try {
      const missed = await this.#load();
      if (turn === this.#turn) this.#listen(missed);
    } catch (failure) {
      if (turn !== this.#turn) return;
      if (failure instanceof Unknown) this.#report({is: 'unknown'});
      else this.#retry();
    }
  }

  /** Another configuration holds: what there is now is read, and the stream goes on meanwhile. */
  async #renew() {
    if (this.#held) {
      this.#stale = true;
      return;
    }
    const turn = this.#turn;
    try {
      do {
        this.#stale = false;
        this.#held = [];
        const known = [...this.#model.uplinks.keys()];
        const status = await read('/api/v1/status');
        if (turn !== this.#turn) return;
        this.#model.renew(status, this.#held);
        const fresh = [...this.#model.uplinks.keys()].filter((it) => !known.includes(it));
        await Promise.allSettled([this.#loadConfiguration(), this.#loadHistories(fresh)]);
      } while (this.#stale && turn === this.#turn);
    } catch {
      if (turn === this.#turn) this.#retry();
    } finally {
      if (turn === this.#turn) this.#held = null;
    }
  }

  #close() {
    this.#held = null;
    clearTimeout(this.#timer);
    this.#events?.close();
    this.#events = null;
  }

  /** Waits longer each time, and not as long as everybody else does. */
  #retry() {
    this.#close();
    const again = this.#wait * (0.75 + 0.5 * Math.random());
    this.#wait = Math.min(longest, this.#wait * 2);
    this.#report({is: 'lost', again});
    this.#timer = setTimeout(() => this.open(), again);
  }

  /** Status and decisions; then what is nice to have. Gives the decisions that nobody here has heard. */
  async #load() {
    const model = this.#model;
    const [status, {decisions}] = await Promise.all([read('/api/v1/status'), read('/api/v1/decisions?limit=500')]);
    const missed = model.version ? decisions.filter((it) => it.id > model.id) : [];
    model.load(status, decisions);
    await Promise.allSettled([this.#loadConfiguration(), this.#loadHistories()]);
    return missed;
  }

  #loadConfiguration() { return read('/api/v1/configuration').then((it) => this.#model.loadChecks(it)); }

  #loadHistories(names = [...this.#model.uplinks.keys()]) {
    return Promise.allSettled(names.map(async (name) =>
      this.#model.loadHistory(name, await read(`/api/v1/uplinks/${encodeURIComponent(name)}/history?step=1s`))));
  }

  #hear(event) {
    this.#model.apply(event);
    if (event.type === 'config') this.#renew();
    else if (!frequent.includes(event.type)) this.#held?.push(event);
  }

  #listen(missed) {
    // Of a quick replay not more than somebody can see.
    const thinned = this.#model.grain > 1000 ? `&every=${Math.round(this.#model.grain / 5)}ms` : '';
    const events = new EventSource(`/api/v1/events?types=${types.join(',')}&after=${this.#model.id}${thinned}`);
    this.#events = events;
    events.onopen = () => {
      this.#wait = first;
      this.#report({is: 'live', missed});
    };
    events.onerror = () => this.#retry();
    for (const type of types) events.addEventListener(type, (message) => this.#hear(JSON.parse(message.data)));
    // What is missing is read anew.
    events.addEventListener('gap', (message) => {
      if (JSON.parse(message.data).missing.some((it) => !frequent.includes(it))) this.#retry();
      else this.#loadHistories();
    });
    events.addEventListener('dropped', () => this.#retry());
  }
}
