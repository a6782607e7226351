// One router's picture: the curves of its uplinks and the lanes of the configurations over one axis of time.

import {make, say} from '../../stream/icons.js';
import {none, percent} from '../../stream/words.js';
import {Strip, axisRoom, font} from './canvas.js';
import {Curve, range} from './curve.js';
import {conditions, lossStrip, stateStrip, truthStrip} from './bands.js';
import {at, badTimes, clusters, stretches} from './course.js';
import {Marks, carriers, carryingStrip} from './lane.js';
import {Explanation} from './explain.js';
import {hue, ink} from './ink.js';
import {Pointing} from './pointing.js';
import {Sayings, legend, long, rtt} from './sayings.js';
import {Times} from './times.js';
import {View} from './view.js';

const axisHeight = 20;

/** A row of the sheet: its label, and what is drawn beside it. */
function row(label, ...drawn) {
  const cell = make('div', 'drawn', ...drawn);
  return [label, cell];
}

export class Chart {
  #strips = [];
  #curves = [];
  #lanes = [];

  constructor(section, chapter, states) {
    this.section = section;
    this.chapter = chapter;
    this.states = states;
    this.times = new Times(chapter.wall);
    this.say = new Sayings(chapter.uplinks, states, this.times);
    this.view = new View(chapter.from, chapter.until);
    this.truth = chapter.truth.map((it) => it.map(([from, to, condition, why]) => ({from, to, condition, why})));
    this.shown = make('p', 'shown-time num');
    this.sheet = make('div', 'sheet');
    this.tip = make('div', 'tip');
    this.tip.hidden = true;
    this.explanation = new Explanation(this);
    this.#uplinks();
    this.#axis();
    this.#courses();
    this.#axis();
    section.querySelector('.tools').append(...this.#tools());
    section.append(this.shown, this.sheet, this.explanation.element, legend(chapter.curves.step));
    this.pointing = new Pointing(this.sheet, this.view, (t, over) => this.#point(t, over));
    this.chosen = make('div', 'chosen-line');
    this.chosen.hidden = true;
    this.sheet.append(this.chosen, this.tip);
    this.view.changed(() => this.draw());
    new ResizeObserver(() => this.draw()).observe(this.sheet);
    this.#point(null);
  }

  #tools() {
    const button = (words, title, act) => {
      const it = make('button', '', words);
      it.type = 'button';
      it.title = title;
      it.setAttribute('aria-label', title);
      it.addEventListener('click', act);
      return it;
    };
    this.all = button('All', 'Show all of the time', () => this.view.reset());
    const spans = make('div', 'spans', button('◂', 'Earlier', () => this.view.move(-0.5)), button('▸', 'Later', () => this.view.move(0.5)),
      button('−', 'Zoom out', () => this.view.scale(2)), button('+', 'Zoom in', () => this.view.scale(0.5)), this.all);
    spans.setAttribute('role', 'group');
    spans.setAttribute('aria-label', 'Time that is shown');
    return [make('span', 'quiet hint', 'drag to zoom, double click for all'), spans];
  }

  /** Where the time is ruled: as many words as there is room for. */
  #ticks() {
    const width = this.sheet.querySelector('.strip')?.clientWidth || 600;
    return this.times.ticks(this.view.now.from, this.view.now.to, Math.max(2, Math.floor(width / 82)));
  }

  #add(strip, over, name = '') {
    this.#strips.push(strip);
    strip.element.over = over;
    const place = make('div', 'strip-place', strip.element);
    place.dataset.name = name;
    return place;
  }

  #uplinks() {
    const {uplinks, curves, limits} = this.chapter;
    const scale = range(curves.of, limits.rtt);
    const many = uplinks.length > 4;
    uplinks.forEach((name, i) => {
      const place = make('div', 'plot');
      const curve = curves.of[i];
      const label = {rtt: make('span', 'num curve-figure'), most: make('span', 'num'), lost: make('span', 'num')};
      const box = make('div', `lane-label hue-${i % 6}`, make('div', 'curve-name', make('i', `swatch${i < 6 ? '' : ' again'}`), make('b', '', name)), label.rtt, label.most, label.lost);
      this.sheet.append(...row(box, place,
        this.#add(lossStrip(curve, curves, limits.loss, many ? 18 : 26), null, 'loss'),
        this.#add(truthStrip(this.truth[i]), (t) => this.say.spell(name, at(this.truth[i], t)), 'truth')));
      this.#curves.push({curve: new Curve(place, i, curve, curves, scale, limits.rtt, this.view, () => this.#ticks()), height: many ? 62 : 100, label, of: curve, i});
    });
  }

  #axis() {
    const strip = new Strip(axisHeight, 'axis-strip', (context, size) => {
      context.textBaseline = 'middle';
      context.fillStyle = ink('quiet');
      for (const {t, words} of this.#ticks()) {
        const half = context.measureText(words).width / 2;
        const x = size.x(t);
        context.fillRect(Math.round(x), 0, 1, 4);
        context.fillText(words, Math.max(0, Math.min(size.width - 2 * half, x - half)), size.height / 2 + 2);
      }
    });
    const label = make('div', 'lane-label axis-label quiet', this.times.zone);
    this.sheet.append(...row(label, this.#add(strip, null)));
  }

  #courses() {
    const {lanes, uplinks, until} = this.chapter;
    for (const lane of lanes) {
      const all = stretches(lane, until);
      const own = {lane, all, bad: badTimes(all, this.truth), stays: lane.states.map((it) => it.map(([from, to, state, why, sentence]) => ({from, to, state, why, sentence})))};
      this.#lanes.push(own);
      own.marks = new Marks(lane.name, (near) => clusters(all, near), (some) => this.say.mark(some), {
        tell: (some, element) => this.#tip(some === null ? null : this.say.mark(some), element),
        open: (stretch) => this.explanation.open(own, stretch.index),
      });
      own.more = make('button', 'fold', 'states');
      own.more.type = 'button';
      own.more.setAttribute('aria-expanded', 'false');
      own.more.setAttribute('aria-label', `States of the uplinks by ${lane.name}`);
      own.now = make('span', 'num');
      const label = make('div', 'lane-label course-label', make('b', '', lane.name), own.now, own.more);
      const carrying = this.#add(carryingStrip(all, own.bad, uplinks), (t) => this.say.stretch(at(all, t)));
      this.sheet.append(...row(label, own.marks.element, carrying));
      const folded = uplinks.flatMap((name, i) => row(make('div', `lane-label state-label hue-${i % 6}`, make('i', `swatch${i < 6 ? '' : ' again'}`), make('span', '', name)),
        this.#add(stateStrip(own.stays[i], this.states), (t) => this.say.stay(name, at(own.stays[i], t)))));
      for (const it of folded) it.hidden = true;
      this.sheet.append(...folded);
      own.more.addEventListener('click', () => {
        const open = own.more.getAttribute('aria-expanded') !== 'true';
        own.more.setAttribute('aria-expanded', String(open));
        for (const it of folded) it.hidden = !open;
        this.draw();
      });
    }
  }

  draw() {
    for (const {curve, height} of this.#curves) curve.draw(height);
    for (const strip of this.#strips) strip.draw(this.view.now);
    for (const {marks} of this.#lanes) marks.draw(this.view.now);
    this.all.disabled = this.view.isWhole;
    this.choose(this.explanation.time);
    this.#point(null);
  }

  /** Leads the eye from what is explained to where it is. */
  choose(t) {
    this.chosen.hidden = t === null || t < this.view.now.from || t > this.view.now.to;
    if (!this.chosen.hidden) this.chosen.style.left = `${this.pointing.left(t)}px`;
  }

  /** What is told of a time, or of all that is shown. */
  #point(t, over) {
    const {now} = this.view;
    const pointed = t !== null;
    const fine = now.to - now.from < 600;
    say(this.shown, pointed ? this.times.full(t, fine) : `${this.times.full(now.from, fine)} – ${this.times.full(now.to, fine)} (${long(now.to - now.from)})`);
    for (const it of this.#curves) this.#readout(it, t);
    for (const {all, now: words, lane} of this.#lanes) {
      const found = pointed ? at(all, t) : null;
      say(words, pointed ? (found ? carriers(found.shares, this.chapter.uplinks) : none) : `${Math.max(0, lane.count - 1)} ${lane.count === 2 ? 'switch' : 'switches'}`);
    }
    const text = pointed && over ? over(t) : null;
    this.#tip(text, null, t);
  }

  #readout({label, of, i}, t) {
    const {from, step} = this.chapter.curves;
    const {whole} = of;
    const index = t === null ? -1 : Math.floor((t - from) / step);
    const [p50, p95, loss] = t === null ? [whole.p50, whole.p95, whole.sent ? whole.lost / whole.sent : null] : [of.p50[index], of.p95[index], of.loss[index]];
    const has = (value) => value !== null && value !== undefined;
    say(label.rtt, has(p50) ? rtt(p50) : has(loss) ? 'no answer' : 'not asked');
    const spell = t === null ? null : at(this.truth[i], t);
    // Each line stays, so that nothing moves under the pointer.
    say(label.most, has(p95) ? `95 % in ${rtt(p95)}` : '\u00a0');
    say(label.lost, [has(loss) ? `${percent(loss)} % lost` : '', spell ? conditions[spell.condition] : ''].filter(Boolean).join(', ') || '\u00a0');
  }

  #tip(text, element, t) {
    this.tip.hidden = !text;
    if (!text) return;
    say(this.tip, text);
    const sheet = this.sheet.getBoundingClientRect();
    const anchor = element?.getBoundingClientRect();
    const x = anchor ? anchor.left + anchor.width / 2 - sheet.left : this.pointing.left(t);
    const y = anchor ? anchor.bottom - sheet.top + 6 : this.pointing.top + 18;
    const width = this.tip.offsetWidth;
    this.tip.style.left = `${Math.max(0, Math.min(sheet.width - width, x - width / 2))}px`;
    this.tip.style.top = `${y}px`;
  }

  get lanes() { return this.#lanes; }
}
