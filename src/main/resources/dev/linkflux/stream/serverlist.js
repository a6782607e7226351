// A row a server: whether it works, through which uplinks, and what to do where it does not.

import {cause, duration} from './words.js';
import {icon, make, say, stateClass} from './icons.js';
import {Ladder} from './ladder.js';

const mostAddresses = 4;
const mostTroubles = 3;

/** Rows that keep themselves up to date; nothing where there are no servers. */
export class ServerList {
  #rows = new Map();

  constructor(section, container, desk) {
    this.section = section;
    this.container = container;
    this.desk = desk;
  }

  show(model) {
    const servers = model.servers.all;
    this.section.hidden = servers.length === 0;
    const names = servers.map((it) => it.name);
    if (names.join('\n') !== [...this.#rows.keys()].join('\n')) {
      this.#rows = new Map(names.map((name) => [name, this.#rows.get(name) ?? new Row(name, this.desk)]));
      this.container.replaceChildren(...[...this.#rows.values()].map((row) => row.element));
    }
    for (const server of servers) this.#rows.get(server.name).show(server, model);
  }
}

class Row {
  #shown = '';
  #ladder;
  #said = make('div', 'server-said');

  constructor(name, desk) {
    this.why = make('span', 'state-why');
    this.head = make('div', 'server-head');
    this.where = make('div', 'server-where num');
    this.controls = desk.appointing(name);
    this.#ladder = new Ladder(name);
    this.element = make('li', 'server', this.head, this.controls.element, this.where, this.#ladder.element, this.#said);
  }

  show(server, model) {
    const now = model.now();
    const since = Date.parse(server.since);
    const long = since > model.start ? `for ${duration(now - since)}` : 'since the start';
    say(this.why, server.cause === 'started' ? long : `${cause(server.cause)}, ${long}`);
    this.controls.show(server);
    const check = model.checks.get(server.name);
    const key = JSON.stringify([server, check]);
    if (key === this.#shown) return;
    this.#shown = key;
    this.element.classList.toggle('active', server.active);
    this.head.replaceChildren(...head(server, this.why));
    this.where.replaceChildren(...where(server));
    this.#ladder.show(server, check);
    this.#said.replaceChildren(...troubles(server));
  }
}

function head(server, why) {
  const name = make('h3', 'server-name', server.name);
  const pill = make('span', `pill ${stateClass(server.state)}`, icon(server.state.toLowerCase()), server.state);
  const line = [name, make('span', 'card-role', server.role), pill, why];
  if (server.appointed) line.push(make('span', 'steering', 'wanted by the operator'));
  if (server.active) line.push(make('span', 'carries', 'in use'));
  return line;
}

function where(server) {
  const more = server.addresses.length - mostAddresses;
  const known = server.addresses.slice(0, mostAddresses).join(', ') + (more > 0 ? ` and ${more} more` : '');
  const line = [known || 'no address is known'];
  if (server.stale) line.push(' ', make('span', 'tag', 'last good ones'));
  return line;
}

/** What is broken, and what to do about it. The same through several uplinks is said once. */
function troubles(server) {
  const found = new Map();
  if (['Degraded', 'Down'].includes(server.state) && server.sentence) {
    found.set(server.sentence, server.hint);
  } else {
    for (const it of server.through) {
      if (it.rung && it.rung !== 'uplink') found.set(it.sentence, it.hint);
    }
  }
  if (server.dns) {
    const rest = server.addresses.length ? '; its last good addresses serve on' : '';
    found.set(`The name servers do not say where it is: ${server.dns.rung} (${server.dns.detail})${rest}.`, '');
  }
  return [...found].slice(0, mostTroubles).map(([sentence, hint]) => {
    const line = make('p', 'server-trouble', sentence);
    if (hint) line.append(make('span', 'server-hint', hint));
    return line;
  });
}
