// What stands on top: how things are, whether the page is live, and what was missed while it was not.

import {clock, date, duration, moment} from './words.js';
import {say} from './icons.js';
import {badge} from './favicon.js';
import {summary} from './summary.js';

const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const byId = (id) => document.getElementById(id);
const fresh = 600_000;
const silent = 5000;
const remembered = 120_000;
const short = 1500;

export class Header {
  #model;
  #is = 'connecting';
  #again = 0;
  #lostAt = 0;
  #away = null;
  #told = '';
  #parts = '';

  constructor(model) { this.#model = model; }

  get lost() { return this.#is === 'lost'; }

  /** What the source reports. */
  hear({is, again = 0, missed = []}) {
    const now = performance.now();
    if (is === 'lost' && this.#is !== 'lost') this.#lostAt = now;
    if (is === 'live' && this.#is === 'lost' && this.#model.version) this.#away = {until: now, length: now - this.#lostAt, missed};
    this.#is = is;
    this.#again = now + again;
  }

  show() {
    const model = this.#model;
    this.#connection();
    if (!model.version) return;
    const now = model.now();
    byId('observe').hidden = !model.observe || model.played !== null;
    this.#replay(now);
    say(byId('version'), `linkflux ${model.version}, ${model.played ? 'replaying a trace' : `running for ${duration(now - model.start)}`}`);
    say(byId('clock'), model.played ? `${date(now)}, ${clock(now)}` : clock(now));
    this.#line();
    const since = model.carryingSince > model.start ? `Since ${moment(model.carryingSince, now)}: ` : 'Since the start: ';
    say(byId('now-why'), model.why ? since + model.why : 'The service has just started; nothing is decided yet.');
    routes(model, now);
    this.#missed();
  }

  /** That this is not now, but then, and how fast. */
  #replay(now) {
    const played = this.#model.played;
    const tag = byId('replay');
    tag.hidden = played === null;
    byId('replay-words').hidden = played === null;
    if (played === null) return;
    const speed = played.speed === null ? 'as fast as can be' : `${played.speed} × speed`;
    say(tag, played.ended ? 'replay, ended' : `replay, ${speed}`);
    const there = played.ended ? 'it has ended' : `it is ${date(now)}, ${clock(now)} there`;
    say(byId('replay-words'), `This is a recording, not the present: ${there}. ${sentence(played.sentence)}. Nothing is probed, and nothing can be ordered.`);
  }

  #connection() {
    const model = this.#model;
    const quiet = this.#is === 'live' && model.silence() > silent;
    const lost = this.#is === 'lost' || quiet;
    document.body.toggleAttribute('data-stale', lost && Boolean(model.version));
    const live = byId('live');
    live.dataset.is = lost ? 'lost' : this.#is;
    const soon = Math.ceil(Math.max(0, this.#again - performance.now()) / 1000);
    const next = soon > 2 ? `, next attempt in ${soon} s` : '';
    const words = {
      connecting: 'connecting',
      live: model.played?.ended ? 'ended' : quiet ? `no news for ${duration(model.silence())}` : 'live',
      lost: model.version ? `reconnecting, figures are ${duration(model.silence())} old${next}` : `reconnecting${next}`,
      unknown: 'not logged in',
    };
    say(live, words[this.#is]);
    if (!model.version) say(byId('now-line'), {lost: 'The service does not answer', unknown: 'Log in to see how things are'}[this.#is] ?? 'Waiting for the first figures');
    this.#tell(lost);
    badge(model, lost);
  }

  /** For those who listen: only what has changed, without the figures that change all the time. */
  #tell(lost) {
    const model = this.#model;
    const told = lost ? 'The connection is lost; reconnecting.' : model.why;
    if (told === this.#told) return;
    this.#told = told;
    say(byId('told'), told);
  }

  #line() {
    const parts = summary(this.#model);
    const line = byId('now-line');
    const shape = parts.map((it) => `${it.state} ${it.strong}`).join('\n');
    if (shape !== this.#parts) {
      this.#parts = shape;
      line.replaceChildren(...parts.flatMap((it, i) => {
        const element = document.createElement(it.strong ? 'strong' : 'span');
        if (it.state) element.className = `is-${it.state.toLowerCase()} tinted`;
        return i === 0 ? [element] : ['; ', element];
      }));
    }
    parts.forEach((it, i) => say(line.children[i], it.text));
  }

  #missed() {
    const line = byId('now-away');
    const away = this.#away;
    const count = away?.missed.length ?? 0;
    // A moment in which nothing happened is not worth a word.
    line.hidden = !away || performance.now() - away.until > remembered || (count === 0 && away.length < short);
    if (line.hidden) return;
    const decided = count === 0 ? 'nothing was decided meanwhile'
      : `meanwhile ${count === 1 ? 'one decision' : `${count} decisions`}, the latest: ${away.missed[0].sentence}`;
    say(line, `Connected again after ${duration(away.length)}; ${decided}`);
  }
}

/** What is wrong with the routes: the kernel refuses them, or somebody else changes them. Mostly nothing. */
function routes(model, now) {
  const known = model.routes;
  const line = byId('now-routes');
  const drift = known?.repairs && known.drift && now - Date.parse(known.drift.at) < fresh ? known.drift : null;
  line.hidden = known?.result !== 'refused' && !drift;
  if (known?.result === 'refused') {
    say(line, `The kernel refuses the routes since ${moment(Date.parse(known.since), now)}: ${known.reason}`);
  } else if (drift) {
    const often = known.repairs === 1 ? 'once' : `${known.repairs} times`;
    say(line, `Somebody else changes our routes, put back ${often} so far. At ${moment(Date.parse(drift.at), now)}: ${drift.what}`);
  }
}
