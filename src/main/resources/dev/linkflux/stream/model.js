// What the page knows: one fold over status, history, decisions and events. It touches no element.

import {Recent} from './recent.js';
import {Servers} from './servers.js';
import {planned} from './plans.js';

const keptDecisions = 1000;

export class Model {
  uplinks = new Map();
  recent = new Map();
  servers = new Servers();
  decisions = [];
  carrying = [];
  standby = [];
  excluded = [];
  isolated = false;
  carryingSince = 0;
  why = '';
  routes = null;
  demands = {};
  checks = new Map();
  start = 0;
  id = 0;
  /** Of a trace that is played: {speed, ended, sentence}; null if all this is the present. */
  played = null;
  /** Hears every event as it comes. */
  follower = null;
  #now = 0;
  #heard = 0;

  /** The service's own time, which need not be this machine's. */
  now() { return this.#now + (performance.now() - this.#heard) * this.#pace(); }

  /** How fast its time passes. As fast as can be is told by what comes, and by nothing else. */
  #pace() {
    if (!this.played) return 1;
    return this.played.ended ? 0 : this.played.speed ?? 0;
  }

  /** Milliseconds since something was heard; of a slow replay as if it were none. */
  silence() {
    if (this.#heard === 0 || this.played?.ended) return 0;
    return (performance.now() - this.#heard) * Math.min(1, this.played?.speed ?? 1);
  }

  /** Milliseconds of its time in about a second: nobody needs to hear more finely. */
  get grain() {
    if (!this.played) return 1000;
    return Math.min(3_600_000, Math.max(1, this.played.speed ?? 600) * 1000);
  }

  hear(at) {
    this.#now = Math.max(this.#now, Date.parse(at));
    this.#heard = performance.now();
  }

  load(status, decisions) {
    this.played = status.clock ?? null;
    // Another run of the same replay begins earlier.
    if (this.played) this.#now = 0;
    this.version = status.version;
    this.observe = status.observe;
    this.id = status.id;
    this.start = Date.parse(status.since);
    this.#elected(status);
    this.carryingSince = Date.parse(status.carrying_since);
    this.why = status.sentence ?? '';
    this.routes = status.routes;
    this.demands = status.demands ?? {};
    this.uplinks = new Map(status.uplinks.map((it) => [it.name, {...it, since: Date.parse(it.since)}]));
    this.servers.load(status.servers, [...this.uplinks.keys()]);
    this.decisions = decisions.slice(0, keptDecisions);
    this.#markSwitches();
    for (const name of this.uplinks.keys()) {
      if (!this.recent.has(name)) this.recent.set(name, new Recent());
    }
    for (const name of this.recent.keys()) if (!this.uplinks.has(name)) this.recent.delete(name);
    this.hear(status.at);
  }

  /** Takes in how things stand under another configuration; what was decided stays. `since` are events that came while it was asked for. */
  renew(status, since) {
    this.load(status, this.decisions);
    for (const event of since) if (event.id > status.id) this.apply(event);
  }

  /** The columns of an uplink's history. */
  loadHistory(name, history) { this.recent.get(name)?.load(history); }

  /** What servers are asked, by their names. */
  loadChecks(configuration) { this.checks = new Map((configuration.servers ?? []).map((it) => [it.name, it.check])); }

  /** Folds one event in. */
  apply(event) {
    this.hear(event.at);
    if (event.id > this.id) this.id = event.id;
    this.follower?.(event);
    switch (event.type) {
      case 'quality': return this.#quality(event);
      case 'transition': return this.#transition(event);
      case 'election': return this.#election(event);
      case 'target': return this.#target(event);
      case 'operator': return this.#operator(event);
      case 'config': return this.#remember(event);
      case 'plan': this.routes = planned(this.routes ?? {repairs: 0}, event, this.observe); return undefined;
      case 'self': if (event.what === 'replay') this.played = event; return undefined;
      case 'server': return this.servers.apply(event) ? this.#remember(event) : undefined;
      default: return undefined;
    }
  }

  #quality(event) {
    const uplink = this.uplinks.get(event.uplink);
    if (!uplink) return;
    uplink.quality = event;
    this.recent.get(event.uplink).add(Date.parse(event.at), event);
  }

  #transition(event) {
    const uplink = this.uplinks.get(event.uplink);
    if (uplink) {
      Object.assign(uplink, {state: event.to, cause: event.cause, sentence: event.sentence, since: Date.parse(event.at)});
    }
    this.#remember(event);
  }

  #election(event) {
    if (event.carrying.join('\n') !== this.carrying.join('\n')) this.carryingSince = Date.parse(event.at);
    this.#elected(event);
    this.#remember(event);
    this.#markSwitches();
  }

  #elected({carrying, standby = [], excluded = [], cause}) {
    Object.assign(this, {carrying, standby, excluded, isolated: cause === 'isolated'});
  }

  #target(event) {
    const target = this.uplinks.get(event.uplink)?.targets.find((it) => it.name === event.target);
    if (target) Object.assign(target, {bad: event.bad, sentence: event.sentence});
    this.#remember(event);
  }

  #operator(event) {
    const uplink = this.uplinks.get(event.uplink);
    if (uplink) Object.assign(uplink, {steering: event.steering, steering_until: event.until});
    this.#remember(event);
  }

  /** An election is a switch if others carry than before it; the latest one says why it is so now. */
  #markSwitches() {
    let before = null;
    for (const it of this.decisions.toReversed()) {
      if (it.type !== 'election') continue;
      it.switch = before === null || before.join('\n') !== it.carrying.join('\n');
      if (it.switch) this.why = it.sentence;
      before = it.carrying;
    }
  }

  #remember(event) {
    if (this.decisions.some((it) => it.id === event.id)) return;
    this.decisions.unshift(event);
    this.decisions.length = Math.min(this.decisions.length, keptDecisions);
  }
}
