// What the page knows of servers: one fold over status and events. It touches no element.

export class Servers {
  all = [];
  #uplinks = [];

  load(servers, uplinks) {
    this.#uplinks = uplinks;
    this.all = servers;
  }

  /** Folds one event in; true if it is a decision. */
  apply(event) {
    switch (event.what) {
      case 'election':
        for (const it of this.all) it.active = it.name === event.active;
        return true;
      case 'order':
        for (const it of this.all) it.appointed = it.name === event.server;
        return true;
      case 'transition':
        this.#change(event.server, {state: event.to, cause: event.cause, since: event.at, sentence: event.sentence, hint: event.hint});
        return true;
      case 'located': {
        const dns = event.rung ? {rung: event.rung, detail: event.detail} : null;
        this.#change(event.server, {addresses: event.addresses, stale: event.stale, dns});
        return false;
      }
      case 'verdict':
        this.#verdict(event);
        return false;
      default:
        return false;
    }
  }

  #change(name, news) {
    const server = this.all.find((it) => it.name === name);
    if (server) Object.assign(server, news);
  }

  #verdict({server: name, uplink, serves, rung, detail, sentence, hint}) {
    const server = this.all.find((it) => it.name === name);
    if (!server) return;
    const before = server.through.find((it) => it.uplink === uplink);
    const now = {...before, uplink, serves, rung, detail, sentence, hint};
    server.through = [...server.through.filter((it) => it !== before), now]
      .sort((one, other) => this.#uplinks.indexOf(one.uplink) - this.#uplinks.indexOf(other.uplink));
  }
}
