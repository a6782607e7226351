// How things are, in one sentence: who carries, who stands by, and what is out, why and since when.

import {cause, duration, list, ms, percent} from './words.js';

/** The sentence as parts: {text, strong?, state?}; its ages are those of now. */
export function summary(model) {
  const now = model.now();
  const all = [...model.uplinks.values()];
  const carrying = all.filter((it) => model.carrying.includes(it.name));
  const ready = all.filter((it) => !carrying.includes(it) && it.state === 'Up');
  const others = all.filter((it) => it.state !== 'Up');
  const parts = [carries(carrying)];
  if (ready.length) parts.push({text: `${names(ready)} ${ready.length > 1 ? 'stand' : 'stands'} by`});
  for (const it of others) parts.push({text: `${it.name} ${trouble(it, now)}`, state: it.state});
  return parts;
}

const names = (uplinks) => list(uplinks.map((it) => it.name));

function carries(uplinks) {
  if (uplinks.length === 0) return {text: 'no uplink carries', state: 'Down'};
  return {text: `${names(uplinks)} ${uplinks.length > 1 ? 'carry' : 'carries'}`, strong: true};
}

const verbs = {Down: 'is out', Degraded: 'is degraded', Recovering: 'recovers', Unknown: 'is not known yet', Disabled: 'is off'};

function trouble(uplink, now) {
  const why = reason(uplink);
  return `${verbs[uplink.state] ?? uplink.state}${why ? `: ${why}` : ''} for ${duration(now - uplink.since)}`;
}

function reason({cause: name, quality, state}) {
  switch (name) {
    case 'started': return '';
    case 'loss': return quality ? `${percent(quality.loss)} % loss` : 'loss';
    case 'rtt': return quality?.rtt_ms?.p50 ? `${ms(quality.rtt_ms.p50)} ms` : 'round-trip time';
    case 'recovered': return state === 'Recovering' ? '' : cause(name);
    default: return cause(name);
  }
}
