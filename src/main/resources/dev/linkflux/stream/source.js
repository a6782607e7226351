// The connection: reads what there is, follows what comes, and mends itself.

const frequent = ['probe', 'quality'];
const types = [...frequent, 'transition', 'election', 'target', 'operator', 'server', 'plan', 'self'];
const first = 500;
const longest = 15_000;

/** The service wants to know who asks. */
class Unknown extends Error {}

async function read(path) {
  const answer = await fetch(path, {headers: {accept: 'application/json'}});
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

  #close() {
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
    await Promise.allSettled([read('/api/v1/configuration').then((it) => model.loadChecks(it)), this.#loadHistories()]);
    return missed;
  }

  #loadHistories() {
    return Promise.allSettled([...this.#model.uplinks.keys()].map(async (name) =>
      this.#model.loadHistory(name, await read(`/api/v1/uplinks/${encodeURIComponent(name)}/history?step=1s`))));
  }

  #listen(missed) {
    const events = new EventSource(`/api/v1/events?types=${types.join(',')}&after=${this.#model.id}`);
    this.#events = events;
    events.onopen = () => {
      this.#wait = first;
      this.#report({is: 'live', missed});
    };
    events.onerror = () => this.#retry();
    for (const type of types) events.addEventListener(type, (message) => this.#model.apply(JSON.parse(message.data)));
    // What is missing is read anew.
    events.addEventListener('gap', (message) => {
      if (JSON.parse(message.data).missing.some((it) => !frequent.includes(it))) this.#retry();
      else this.#loadHistories();
    });
    events.addEventListener('dropped', () => this.#retry());
  }
}
