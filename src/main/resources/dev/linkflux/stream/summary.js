// How things are, in one sentence: who carries, who stands by, and who is out and why. Word for word as `summary` of the status, and its
// ages run on.

import {list} from './words.js';

/** The sentence as parts: {text, strong?, state?}. */
export function summary(model) {
  const now = model.now();
  const all = [...model.uplinks.values()].map((it) => standing(it, model, now));
  const role = (wanted) => all.filter((it) => it.role === wanted);
  const carrying = role('carries');
  if (all.length === 0) return [{text: 'no uplink is configured'}];
  if (carrying.length === 0 && all.every((it) => it.state === 'Unknown')) {
    return [{text: `nothing is known yet: ${list(all.map((it) => it.name))} ${all.length === 1 ? 'is' : 'are'} being probed`}];
  }
  const parts = [carriers(carrying, model.isolated)];
  if (model.isolated) parts.unshift({text: 'nothing answers through any uplink, so nothing is changed', state: 'Down'});
  const standby = role('stands by');
  if (standby.length) parts.push({text: `${list(standby.map(noted))} ${standby.length === 1 ? 'stands' : 'stand'} by`});
  return [...parts, ...role('out').map((it) => ({text: it.name + out(it), state: it.state === 'Up' ? 'Disabled' : it.state}))];
}

function standing(uplink, model, now) {
  const role = model.carrying.includes(uplink.name) ? 'carries' : model.standby.includes(uplink.name) ? 'stands by' : 'out';
  // An election says why it was left then; what is wrong with it may be something else by now.
  const broken = uplink.state === 'Down' || uplink.state === 'Degraded';
  const excluded = role === 'out' && !broken ? model.excluded.find((it) => it.uplink === uplink.name) : null;
  const until = uplink.steering_until ? Date.parse(uplink.steering_until) : Infinity;
  return {name: uplink.name, state: uplink.state, role, cause: excluded?.cause ?? uplink.cause, lasted: lasted(now - uplink.since),
    steering: until > now ? uplink.steering ?? 'auto' : 'auto', quality: uplink.quality};
}

function carriers(carrying, isolated) {
  if (carrying.length === 0) return {text: 'nothing carries: no uplink can be used', state: 'Down'};
  const down = !isolated && carrying.every((it) => it.state === 'Down');
  const before = down ? 'no uplink is usable: ' : '';
  const after = down ? ' as the least bad' : '';
  const look = down ? {state: 'Down'} : {strong: true};
  if (carrying.length > 1) return {text: `${before}${list(carrying.map(noted))} carry together${after}`, ...look};
  const [only] = carrying;
  return {text: [`${before}${only.name} carries${after}`, ...notes(only)].join(', '), ...look};
}

function noted(it) {
  const said = notes(it);
  return said.length ? `${it.name} (${said.join(', ')})` : it.name;
}

const steered = {pin: ['pinned'], avoid: ['to be avoided'], auto: []};

/** What is remarkable of one that can be used. */
function notes(it) {
  const said = [...steered[it.steering]];
  switch (it.state) {
    case 'Degraded': return [...said, `degraded: ${reason(it)}${it.lasted}`];
    case 'Down': return [...said, `down: ${reason(it)}${it.lasted}`];
    case 'Recovering': return [...said, `recovering${it.lasted}`];
    case 'Unknown': return [...said, 'not known yet'];
    default: return said;
  }
}

function out(it) {
  switch (it.state) {
    case 'Unknown': return ' is not known yet';
    case 'Disabled': return ' is disabled';
    case 'Recovering': return ` is recovering${it.cause === 'dampened' ? ' after flapping' : ''}${it.lasted}`;
    case 'Up': return it.steering === 'avoid' ? ' is to be avoided' : ` is out: ${reason(it)}`;
    default: return ` is out: ${reason(it)}${it.lasted}`;
  }
}

const reasons = {
  'no-interface': 'no interface', 'carrier-lost': 'no carrier', 'no-address': 'no address', 'no-gateway': 'no gateway', blackout: 'no answer',
  operator: 'taken out by the operator', maintenance: 'maintenance', quota: 'its quota is used up', dampened: 'flapping',
};

function reason({cause, quality}) {
  const figure = (value, text, otherwise) => (Number.isFinite(value) ? text(Math.round(value)) : otherwise);
  switch (cause) {
    case 'loss': return figure((quality?.loss ?? NaN) * 100, (it) => `${it} % loss`, 'loss');
    case 'rtt': return figure(quality?.rtt_ms?.recent, (it) => `rtt ${it} ms`, 'slow answers');
    case 'jitter': return figure(quality?.jitter_ms, (it) => `jitter ${it} ms`, 'jitter');
    case 'pdv': return figure(quality?.pdv_ms, (it) => `delay variation ${it} ms`, 'delay variation');
    default: return reasons[cause] ?? cause;
  }
}

function lasted(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const said = seconds < 120 ? `${seconds} s`
    : seconds < 7200 ? `${Math.floor(seconds / 60)} min`
    : seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`;
  return ` for ${said}`;
}
