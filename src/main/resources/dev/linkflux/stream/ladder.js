// The ladder from the router to a server, once for each uplink: what works, what is broken, and what was not reached.

import {cause} from './words.js';
import {icon, make} from './icons.js';

/** The rungs by the words on their steps, in the order in which they are needed. */
const steps = [
  ['name', ['dns-no-name', 'dns-refused', 'dns-silent']],
  ['uplink', ['uplink']],
  ['host', ['host-unreachable']],
  ['port', ['port-filtered', 'port-refused']],
  ['TLS', ['tls', 'tls-pin']],
  ['API', ['api-error']],
  ['login', ['credentials']],
  ['clock', ['clock']],
];

/** Who is only pinged shows no more than that it is there. */
const pinged = 3;

const marks = {ok: ['up', 'works'], broken: ['down', 'broken'], weak: ['degraded', 'works, but is not right'], behind: ['disabled', 'not reached']};

export class Ladder {
  constructor(server) {
    this.server = server;
    this.element = make('ul', 'ladders');
    this.element.setAttribute('aria-label', `${server} through the uplinks`);
  }

  /** @param check what the server is asked: `api`, `ping`, `api+ping`; undefined if that is not known */
  show(server, check) {
    const known = check === 'ping' ? steps.slice(0, pinged) : steps;
    this.element.replaceChildren(...server.through.map((it) => row(server, it, known)));
    this.element.hidden = server.through.length === 0;
  }
}

function row(server, through, known) {
  const at = known.findIndex(([, rungs]) => rungs.includes(through.rung));
  const climbed = known.map(([word], index) => {
    const is = at < 0 ? (through.serves ? 'ok' : 'behind') : index < at ? 'ok' : index > at ? (through.serves ? 'ok' : 'behind') : through.serves ? 'weak' : 'broken';
    const [shape, meaning] = marks[is];
    // Where it breaks the step says what is wrong; an uplink that is down is not the server's fault.
    const blameless = is === 'broken' && through.rung === 'uplink' ? ' away' : '';
    return make('li', `step ${is}${blameless}`, icon(shape), make('span', '', index === at ? cause(through.rung) : word), make('span', 'sr', ` ${meaning}`));
  });
  const list = make('ol', 'steps', ...climbed);
  list.setAttribute('aria-label', `Steps to ${server.name} through ${through.uplink}`);
  const figure = through.serves && through.ms ? `${Math.round(through.ms)} ms` : '';
  const item = make('li', 'ladder', make('span', 'ladder-name', through.uplink), list, make('span', 'quiet num', figure));
  item.title = through.sentence;
  return item;
}
