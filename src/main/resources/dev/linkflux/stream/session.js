// Who may: what the service says that this page may do, logging in with a token and out again.

const path = '/api/v1/session';

/** Everything: so is a service that knows no sessions. */
const open = {may: ['read', 'operate'], by: 'loopback', name: null, login: false};
const nothing = {may: [], by: 'nobody', name: null, login: true};

export class Session {
  #now = nothing;
  #heard;

  /** @param heard is called when it has changed */
  constructor(heard) { this.#heard = heard; }

  get mayRead() { return this.#now.may.includes('read'); }

  get mayOperate() { return this.#now.may.includes('operate'); }

  /** True if a token could give more. */
  get wanting() { return this.#now.login; }

  /** True if somebody has logged in here. */
  get begun() { return this.#now.by === 'session'; }

  get name() { return this.#now.name ?? ''; }

  /** Asks the service; fails if it does not answer. */
  async refresh() {
    const answer = await fetch(path, {headers: {accept: 'application/json'}});
    if (answer.ok) this.#now = await answer.json();
    else if (answer.status === 404) this.#now = open;
    else if (answer.status === 401) this.#now = nothing;
    else throw new Error(`${path}: ${answer.status}`);
    this.#heard();
  }

  /** Gives the token once, for a cookie; an Error says why it was not taken. */
  async login(token) {
    const answer = await fetch(path, {method: 'POST', headers: {authorization: `Bearer ${token}`}});
    if (!answer.ok) throw new Error(await complaint(answer));
    await this.refresh();
  }

  async logout() {
    await fetch(path, {method: 'DELETE'});
    await this.refresh();
  }
}

/** What a problem document says (RFC 9457), or at least the status. */
export async function complaint(answer) {
  try {
    const problem = await answer.json();
    return problem.detail ?? problem.title ?? `${answer.status}`;
  } catch {
    return `the service answered ${answer.status} ${answer.statusText}`;
  }
}
