// The place for what lies on the axis of time: curves, who carried, decisions. It fills one element and touches nothing else.

import {Archive} from './archive.js';
import {Curves} from './curves.js';
import {Decisions} from './decisions.js';
import {Lanes} from './lanes.js';
import {Supply} from './supply.js';
import {Toolbar} from './toolbar.js';
import {Span} from './span.js';
import {duration, moment} from './words.js';
import {make, say} from './icons.js';
import {measures} from './measures.js';
import {states} from './segments.js';

const still = matchMedia('(prefers-reduced-motion: reduce)');

export class Timeline {
  #pointed = null;
  #model = null;
  #cut = '';

  /** Builds everything inside of `container`, which is empty. */
  constructor(container) {
    this.span = new Span(600);
    this.supply = new Supply();
    this.archive = new Archive();
    const again = () => this.#draw();
    this.toolbar = new Toolbar(this.span, () => this.#now(), again);
    const zoom = (from, to) => { this.span.zoom(from, to, this.#now()); again(); };
    this.curves = new Curves({
      point: (time) => this.#point(time),
      zoom,
      back: () => { this.span.back(); again(); },
    });
    this.decisions = new Decisions(this.archive, (decision) => this.#choose(decision));
    this.lanes = new Lanes((decision) => this.decisions.open(decision), zoom);
    this.curves.element.addEventListener('keydown', (event) => this.toolbar.key(event));
    this.legend = make('ul', 'legend');
    this.legend.setAttribute('aria-hidden', 'true');
    this.said = make('p', 'shown-time num quiet');
    this.said.setAttribute('role', 'status');
    container.append(
      panel('time-title', 'Timeline', [this.toolbar.element], [this.said, this.curves.element, this.legend, this.lanes.element]),
      panel('decisions-title', 'Decisions', [this.decisions.count, this.decisions.search.element], [this.decisions.container, this.decisions.more]));
  }

  #view(now) { return this.span.seen(now, still.matches ? 1 : 0); }

  #now() { return this.#model.now() / 1000; }

  /** Draws what the model knows now; called a few times a second while somebody looks. */
  show(model) {
    if (model.follower === null) model.follower = (event) => this.supply.hear(event, model);
    // Who has just begun has little to show yet.
    if (this.#model === null && model.now() - model.start < 150_000) this.span.choose(120);
    this.#model = model;
    this.#draw();
  }

  #draw() {
    const model = this.#model;
    if (!model?.version) return;
    const names = [...model.uplinks.keys()];
    const now = this.#now();
    const view = this.#view(now);
    this.archive.hear(model);
    this.archive.reach(view.from);
    this.supply.show(names, this.span, now);
    this.#cutTime(names, view);
    const {measure, scale, together} = this.toolbar;
    const present = new Map(names.map((name) => [name, model.uplinks.get(name).state]));
    this.curves.show({
      names, view, scale, together, now: this.#live(), measure: measures[measure], supply: this.supply, demands: model.demands, pointed: this.#pointed,
      states: present, changes: this.archive.version,
      trouble: (name) => this.#states(name).filter((it) => it.value !== 'Up'),
    });
    this.lanes.show({
      names, view, present, cut: this.#cut, carrying: model.carrying, decisions: this.archive.all, known: this.archive.since, pauses: this.pauses,
      states: (name) => this.#states(name), now: now * 1000, pointed: this.#pointed,
    });
    this.decisions.show(names, view, now * 1000);
    this.toolbar.show();
    this.#say(view, now);
    this.#explain(measure, together);
  }

  /** The stretches of the lanes are cut anew only when something has come, or time has moved visibly. */
  #cutTime(names, view) {
    const key = `${names} ${this.archive.version} ${this.supply.version} ${view.from} ${view.to}`;
    if (key === this.#cut) return;
    this.#cut = key;
    this.pauses = this.supply.pauses(view.from, view.to);
    this.cuts = new Map();
  }

  #states(name) {
    if (!this.cuts.has(name)) {
      const view = this.#view(this.#now());
      this.cuts.set(name, states(this.archive.all, name, this.#model.uplinks.get(name).state, view, this.archive.since, this.supply.pasts.get(name), this.pauses));
    }
    return this.cuts.get(name);
  }

  /** True while the figures beside the curves are those of the latest second. */
  #live() { return this.span.live && this.supply.fine; }

  /** A plot that is not laid out yet points nowhere. */
  #point(pointed) {
    const time = Number.isFinite(pointed) ? pointed : null;
    if (time === this.#pointed) return;
    this.#pointed = time;
    this.curves.point(time);
    this.lanes.point(time);
  }

  /** Brings an opened decision into view. */
  #choose(decision) {
    const at = Date.parse(decision.at) / 1000;
    const view = this.span.at(this.#now());
    const length = view.to - view.from;
    if (at < view.from || at > view.to) this.span.zoom(at - length / 2, at + length / 2, this.#now());
    this.#draw();
    this.#point(at);
  }

  /** The keys of what is drawn, and no others. */
  #explain(measure, together) {
    const key = `${measure} ${together}`;
    if (this.legend.dataset.key === key) return;
    this.legend.dataset.key = key;
    const keys = [
      ...(measure === 'rtt' ? [['line', 'median']] : []),
      ...(measure === 'rtt' && !together ? [['smoke', 'middle half'], ['smoke-wide', 'lowest to highest']] : []),
      ...(measure === 'loss' ? [] : [['loss', together ? 'lost, a strip for each uplink' : 'lost share, full height is 100 %']]),
      ['fail', 'limit to fail'], ['recover', 'limit to recover'],
    ];
    this.legend.replaceChildren(...keys.map(([look, words]) => make('li', '', make('i', `key key-${look}`), words)));
  }

  #say(view, now) {
    const long = duration(Math.round(view.to - view.from) * 1000);
    const words = this.span.live ? '' : `${moment(view.from * 1000, now * 1000)} to ${moment(view.to * 1000, now * 1000)} (${long})`;
    const pointed = this.#pointed === null ? (this.#live() ? '' : 'figures of all the time shown') : `figures at ${moment(this.#pointed * 1000, now * 1000)}`;
    say(this.said, [this.supply.failed ? 'The history cannot be read now.' : '', words, pointed].filter(Boolean).join(' · '));
  }
}

function panel(id, title, head, body) {
  const heading = make('h2', '', title);
  heading.id = id;
  const section = make('section', 'panel', make('div', 'panel-head', heading, ...head), ...body);
  section.setAttribute('aria-labelledby', id);
  return section;
}
