// What stands behind a decision: the figures against their limits, whom it considered, and what can be done.

import {cause, figure, list} from './words.js';
import {icon, make, stateClass} from './icons.js';

/** The mark of a decision: its colours and its shape. */
export function mark(decision) {
  switch (decision.type) {
    case 'election': return {look: 'is-election', shape: 'switch'};
    case 'transition': return {look: stateClass(decision.to), shape: decision.to.toLowerCase()};
    case 'server': return decision.to ? {look: `${stateClass(decision.to)} of-server`, shape: decision.to.toLowerCase()} : {look: 'is-election of-server', shape: decision.what === 'election' ? 'switch' : 'unknown'};
    case 'operator':
    case 'config': return {look: 'of-operator', shape: 'disabled'};
    default: return {look: 'is-unknown', shape: 'unknown'};
  }
}

/** Whom it is about and what became of that, in few words. */
export function subjectWords(decision) {
  const {type, uplink, server} = decision;
  switch (type) {
    case 'election': return decision.carrying.length ? list(decision.carrying) : 'nobody';
    case 'transition': return `${uplink} ${decision.to}`;
    case 'target': return `${decision.target} ${decision.bad ? 'bad' : 'taken back'}`;
    case 'operator': return `${uplink} ${decision.steering}`;
    case 'config': return 'configuration';
    case 'server': return serverWords(decision);
    default: return [type, uplink ?? server ?? decision.what].filter(Boolean).join(' ');
  }
}

function serverWords({what, server, to, uplink, serves}) {
  switch (what) {
    case 'transition': return `${server} ${to}`;
    case 'election': return `${server} in use`;
    case 'order': return server ? `use ${server}` : 'use as checks say';
    case 'verdict': return `${server} ${serves ? 'serves' : 'fails'} through ${uplink}`;
    default: return `${server} ${what}`;
  }
}

export function subject(decision) {
  const {look, shape} = mark(decision);
  return make('span', `what ${look}`, icon(shape), make('span', '', subjectWords(decision)));
}

export function evidence(decision) {
  const box = make('div', 'evidence');
  if (decision.type === 'election') election(box, decision);
  else if (decision.from && decision.to) line(box, 'Change', `${decision.from} to ${decision.to}`);
  for (const change of decision.changes ?? []) line(box, 'Changed', change);
  if (decision.type === 'config') line(box, 'Uplinks', list(decision.uplinks));
  if (decision.cause) line(box, 'Because', cause(decision.cause));
  if (decision.uplink && decision.type !== 'transition') line(box, 'Uplink', decision.uplink);
  if (decision.target) line(box, 'Target', decision.target);
  if (decision.until) line(box, 'Until', decision.until);
  if (decision.rung) line(box, 'Broken', [cause(decision.rung), decision.detail].filter(Boolean).join(': '));
  if (decision.hint) line(box, 'What to do', decision.hint);
  if (decision.evidence?.length) box.append(figures(decision.evidence));
  else if (decision.type === 'transition') box.append(make('p', '', 'No figures: a fact of this machine, an order or the passing of time decided it.'));
  if (decision.considered?.length) box.append(considered(decision));
  const link = make('a', '', 'Link to this decision');
  link.href = `#decision=${decision.id}`;
  const at = make('p', 'num', `${decision.at} · `, link);
  box.append(at);
  return box;
}

function line(box, name, words) {
  box.append(make('p', '', make('b', '', `${name}: `), words));
}

function election(box, decision) {
  line(box, 'Carrying', list(decision.carrying) || 'nobody');
  line(box, 'Standing by', list(decision.standby) || 'nobody');
  if (decision.excluded.length) line(box, 'Not usable', decision.excluded.map((it) => `${it.uplink} (${cause(it.cause)})`).join(', '));
}

/** Each figure with its limit, and a bar on which the limit is marked. */
function figures(all) {
  const head = make('tr', '', heading('Figure'), heading('Measured', 'n'), heading('Limit', 'n'), heading('', ''));
  const rows = all.map((it) => make('tr', '', make('td', '', it.name), make('td', 'n', figure(it.value, it.unit)), make('td', 'n', figure(it.limit, it.unit)), bar(it)));
  return make('table', '', make('thead', '', head), make('tbody', '', ...rows));
}

function heading(words, look) {
  const cell = make('th', look, words);
  cell.scope = 'col';
  return cell;
}

function bar({value, limit}) {
  const cell = make('td', '');
  if (!(typeof value === 'number' && typeof limit === 'number' && limit > 0 && value >= 0)) return cell;
  const full = Math.max(value, limit) * 1.1;
  const length = make('i', value > limit ? 'over' : '');
  const stop = make('b', '');
  length.style.width = `${value / full * 100}%`;
  stop.style.left = `${limit / full * 100}%`;
  const box = make('span', 'gauge', length, stop);
  box.setAttribute('aria-hidden', 'true');
  cell.append(box);
  return cell;
}

function considered({considered: all, carrying, excluded}) {
  const out = new Set(excluded.map((it) => it.uplink));
  const head = make('tr', '', heading('Considered'), heading('Became'), heading('Why'), heading('Figures'));
  const rows = all.map((it) => make('tr', '',
    make('td', '', it.uplink), make('td', '', carrying.includes(it.uplink) ? 'carries' : out.has(it.uplink) ? 'out' : 'stands by'), make('td', 'wide', it.why),
    make('td', '', (it.evidence ?? []).map((one) => `${one.name} ${figure(one.value, one.unit)}${one.limit === null || one.limit === undefined ? '' : ` (limit ${figure(one.limit, one.unit)})`}`).join(', '))));
  return make('table', '', make('thead', '', head), make('tbody', '', ...rows));
}
