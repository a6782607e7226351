// A row a server: whether it works, through which uplinks, and what to do where it does not.

import {cause, duration} from './words.js';
import {icon, make, say, stateClass} from './icons.js';

const mostAddresses = 4;
const mostTroubles = 3;

/** Rows that keep themselves up to date; nothing where there are no servers. */
export class ServerList {
  #rows = new Map();

  constructor(section, container) {
    this.section = section;
    this.container = container;
  }

  show(model) {
    const servers = model.servers.all;
    this.section.hidden = servers.length === 0;
    const names = servers.map((it) => it.name);
    if (names.join('\n') !== [...this.#rows.keys()].join('\n')) {
      this.#rows = new Map(names.map((name) => [name, new Row()]));
      this.container.replaceChildren(...[...this.#rows.values()].map((row) => row.element));
    }
    for (const server of servers) this.#rows.get(server.name).show(server, model.now(), model.start);
  }
}

class Row {
  #shown = '';

  constructor() {
    this.element = make('li', 'server');
    this.why = make('span', 'state-why');
  }

  show(server, now, start) {
    const since = Date.parse(server.since);
    const long = since > start ? `for ${duration(now - since)}` : 'since the start';
    say(this.why, server.cause === 'started' ? long : `${cause(server.cause)}, ${long}`);
    const key = JSON.stringify(server);
    if (key === this.#shown) return;
    this.#shown = key;
    this.element.classList.toggle('active', server.active);
    this.element.replaceChildren(head(server, this.why), where(server), chips(server), ...troubles(server));
  }
}

function head(server, why) {
  const name = make('h3', 'server-name', server.name);
  const pill = make('span', `pill ${stateClass(server.state)}`, icon(server.state.toLowerCase()), server.state);
  const line = make('div', 'server-head', name, make('span', 'card-role', server.role), pill, why);
  if (server.appointed) line.append(make('span', 'steering', 'wanted by the operator'));
  if (server.active) line.append(make('span', 'carries', 'in use'));
  return line;
}

function where(server) {
  const more = server.addresses.length - mostAddresses;
  const known = server.addresses.slice(0, mostAddresses).join(', ') + (more > 0 ? ` and ${more} more` : '');
  const line = make('p', 'server-where num', known || 'no address is known');
  if (server.stale) line.append(' ', make('span', 'tag', 'last good ones'));
  return line;
}

function chips(server) {
  const items = server.through.map((it) => {
    const [state, shape] = look(it);
    const chip = make('li', `chip ${stateClass(state)}`, icon(shape), make('span', 'chip-name', it.uplink));
    chip.append(it.rung ? make('span', 'chip-rung', it.rung) : make('span', 'sr', 'serves'));
    chip.title = it.sentence;
    return chip;
  });
  const all = make('ul', 'chips', ...items);
  all.setAttribute('aria-label', `${server.name} through the uplinks`);
  all.hidden = items.length === 0;
  return all;
}

/** Its colours and its shape. A broken uplink is not the fault of the server. */
function look(through) {
  if (through.serves) return through.rung ? ['Degraded', 'degraded'] : ['Up', 'up'];
  return through.rung === 'uplink' ? ['Unknown', 'disabled'] : ['Down', 'down'];
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
