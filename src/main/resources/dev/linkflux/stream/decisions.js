// The list of decisions, each with its sentence, and its evidence when opened.

import {cause, figure, list, moment} from './words.js';
import {icon, make, say, stateClass} from './icons.js';

const step = 50;

export class Decisions {
  #items = new Map();
  #shown = step;

  constructor(container, count, more) {
    this.container = container;
    this.count = count;
    this.more = more;
    more.addEventListener('click', () => { this.#shown += step; });
  }

  show(model) {
    // Elections that change nothing only repeat what the transition before them says.
    const told = model.decisions.filter((it) => it.type !== 'election' || it.switch);
    const wanted = told.slice(0, this.#shown);
    const total = told.length;
    say(this.count, total === 0 ? '' : total === 1 ? '1' : `${total}`);
    this.more.hidden = total <= this.#shown;
    if (wanted.length === 0) {
      if (this.container.childElementCount === 0) {
        this.container.append(make('li', 'empty', 'Nothing was decided yet. Every change will stand here with its reasons.'));
      }
      return;
    }
    const key = `${wanted[0].id} ${wanted.length}`;
    if (key === this.key) return;
    this.key = key;
    const items = new Map(wanted.map((it) => [it.id, this.#items.get(it.id) ?? item(it, model.now())]));
    this.#items = items;
    this.#arrange([...items.values()]);
  }

  /** Puts in what is new and leaves the rest where it is, so that an open one and the focus stay. */
  #arrange(items) {
    const keep = new Set(items);
    for (const child of [...this.container.children]) if (!keep.has(child)) child.remove();
    items.forEach((element, index) => {
      if (this.container.children[index] !== element) this.container.insertBefore(element, this.container.children[index] ?? null);
    });
  }
}

function item(decision, now) {
  const time = make('time', '', moment(Date.parse(decision.at), now));
  time.dateTime = decision.at;
  time.title = decision.at;
  const summary = make('summary', '', time, subject(decision), make('span', 'sentence', decision.sentence), make('span', 'fold'));
  const details = make('details', '', summary);
  // What nobody opens is not built.
  details.addEventListener('toggle', () => details.append(evidence(decision)), {once: true});
  return make('li', `is-${decision.type === 'server' ? decision.what : decision.type}`, details);
}

function subject(decision) {
  if (decision.type === 'server') return serverSubject(decision);
  if (decision.type === 'target') {
    return make('span', 'what', icon('unknown'), make('span', '', `${decision.target} ${decision.bad ? 'bad' : 'taken back'}`));
  }
  if (decision.type === 'operator') {
    return make('span', 'what', icon('disabled'), make('span', '', `${decision.uplink} ${decision.steering}`));
  }
  if (decision.type === 'election') {
    return make('span', 'what', icon('switch'), make('span', '', decision.carrying.length ? list(decision.carrying) : 'nobody'));
  }
  return make('span', `what ${stateClass(decision.to)}`, icon(decision.to.toLowerCase()), make('span', '', `${decision.uplink} ${decision.to}`));
}

function serverSubject({what, server, to}) {
  switch (what) {
    case 'election': return make('span', 'what', icon('switch'), make('span', '', `${server} in use`));
    case 'order': return make('span', 'what', icon('disabled'), make('span', '', server ? `use ${server}` : 'use as checks say'));
    default: return make('span', `what ${stateClass(to)}`, icon(to.toLowerCase()), make('span', '', `${server} ${to}`));
  }
}

function evidence(decision) {
  switch (decision.type) {
    case 'election': return electionDetails(decision);
    case 'transition': return transitionDetails(decision);
    case 'server': return serverDetails(decision);
    default: return make('div', 'evidence', make('p', '', `${decision.uplink}: ${decision.sentence}`));
  }
}

function transitionDetails(decision) {
  const box = make('div', 'evidence', make('p', '', `${decision.from} to ${decision.to}, because: ${cause(decision.cause)}`));
  if (decision.evidence.length === 0) return box;
  const head = make('tr', '', make('th', '', 'Figure'), make('th', 'n', 'Measured'), make('th', 'n', 'Limit'));
  const rows = decision.evidence.map((it) => make('tr', '',
    make('td', '', it.name), make('td', 'n', figure(it.value, it.unit)), make('td', 'n', figure(it.limit, it.unit))));
  box.append(make('table', '', make('thead', '', head), make('tbody', '', ...rows)));
  return box;
}

function serverDetails(decision) {
  const box = decision.what === 'transition' ? transitionDetails(decision) : make('div', 'evidence');
  if (decision.what === 'election') box.append(make('p', '', `Because: ${cause(decision.cause)}`));
  if (decision.what === 'order') box.append(make('p', '', decision.sentence));
  if (decision.hint) box.append(make('p', '', `What to do: ${decision.hint}`));
  return box;
}

function electionDetails(decision) {
  const lines = [
    `Carrying: ${list(decision.carrying) || 'nobody'}`,
    `Standing by: ${list(decision.standby) || 'nobody'}`,
    ...(decision.excluded.length ? [`Not usable: ${decision.excluded.map((it) => `${it.uplink} (${cause(it.cause)})`).join(', ')}`] : []),
    `Because: ${cause(decision.cause)}`,
    ...decision.considered.map((it) => `${it.uplink}: ${it.why}`),
  ];
  return make('div', 'evidence', ...lines.map((line) => make('p', '', line)));
}
