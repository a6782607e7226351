// The timeline of decisions: who carried, the states of every uplink, and a mark for each decision, on the axis of the curves.

import {Lane} from './lane.js';
import {carriers, clusters, legible, shares, worst} from './segments.js';
import {duration, list, moment, percent} from './words.js';
import {icon, make, stateClass} from './icons.js';
import {mark, subjectWords} from './evidence.js';

const narrow = 4;
const markWidth = 24;
const crowd = 8;
const letters = {Up: '✓', Degraded: '!', Down: '✕', Recovering: '↻', Unknown: '?', Disabled: '–'};

export class Lanes {
  #lanes = new Map();
  #names = '';
  #shown = '';

  /** `open(decision)` opens it to its evidence; `zoom(from, to)` shows what is too close together to be told apart. */
  constructor(open, zoom) {
    this.open = open;
    this.zoom = zoom;
    this.element = make('div', 'lanes');
    this.cursor = make('div', 'cursor');
    this.tip = make('div', 'tip');
    this.tip.setAttribute('role', 'tooltip');
    this.tip.hidden = true;
    this.cursor.hidden = true;
  }

  #build(names) {
    this.#shown = '';
    this.#names = names.join('\n');
    const lane = (label) => new Lane(label, (item, element) => this.#tell(item, element), (item) => this.#press(item));
    this.#lanes = new Map(names.map((name) => [name, lane(`States of ${name}. Arrow keys go through them, enter opens the decision.`)]));
    this.carry = lane('Who carried. Arrow keys go through it, enter opens the decision.');
    this.marks = lane('Decisions. Arrow keys go through them, enter opens the evidence.');
    const all = [this.carry, ...this.#lanes.values(), this.marks];
    this.marks.track.classList.add('marks');
    this.layer = make('div', 'layer', this.cursor);
    this.element.replaceChildren(...all.flatMap((it) => [it.label, it.track]), this.layer, this.tip);
  }

  #press({decision, closer}) {
    if (closer) this.zoom(closer.from, closer.to);
    else if (decision) this.open(decision);
  }

  /** `shown` is {names, carrying, view, decisions, known, pauses, states(name), now, pointed}. */
  show(shown) {
    if (shown.names.join('\n') !== this.#names) this.#build(shown.names);
    const width = this.carry.track.clientWidth;
    if (width < 40) return;
    const {view} = shown;
    const key = JSON.stringify([view, width, shown.cut, shown.carrying, [...shown.present.values()]]);
    if (key === this.#shown) return;
    this.#shown = key;
    this.scale = {share: (time) => (time - view.from) / (view.to - view.from), pixel: (view.to - view.from) / width, width};
    this.now = shown.now;
    this.#showCarry(shown);
    for (const [name, lane] of this.#lanes) this.#showStates(name, lane, shown);
    this.#showMarks(shown);
    this.point(shown.pointed);
  }

  #stretch(it, look, text, words) {
    const {share, pixel} = this.scale;
    const room = (it.to - it.from) / pixel;
    const shown = text.length * 7 + 8 < room ? text : room > 15 ? letters[text] ?? text[0] : '';
    return {
      closer: it.parts?.length > 2 ? {from: it.from - (it.to - it.from) / 2, to: it.to + (it.to - it.from) / 2} : null,
      key: `${it.parts ? 'many' : ''}${it.decision?.id ?? (share(it.from) < 0.001 ? 'edge' : Math.round(it.from))}`,
      left: share(it.from), width: share(it.to) - share(it.from), look, words, text: shown, decision: it.decision ?? it.parts?.[0].decision,
      fill: (item) => [make('span', '', item.text)],
    };
  }

  #showCarry({decisions, carrying, view, known, pauses}) {
    const all = carriers(decisions, carrying, view, known, pauses);
    const items = legible(all, narrow * this.scale.pixel).map((it) => {
      const who = it.parts?.length > 1 ? `${it.parts.length} times` : list(it.value) || 'nobody';
      return this.#stretch(it, `stretch carry ${it.value.length ? '' : 'is-unknown'}`, who, this.#since(it, it.parts?.length > 1 ? `${who} others carried` : `${who} carried`, it.decision?.sentence));
    });
    this.carry.show(items);
    const switches = Math.max(0, all.filter((it) => it.decision && it.from > view.from).length);
    this.carry.name('Carrying', switches === 1 ? '1 switch' : `${switches} switches`, '');
  }

  #showStates(name, lane, {states}) {
    const all = states(name);
    lane.show(legible(all, narrow * this.scale.pixel).map((it) => {
      const many = it.parts?.length > 1;
      const value = many ? worst(it.parts.map((part) => part.value)) : it.value;
      return this.#stretch({...it, value}, `stretch ${stateClass(value)}`, many ? `${it.parts.length}×` : value,
        this.#since(it, many ? `${name}: ${it.parts.length} changes, ${value} at worst` : `${name} ${value}`, it.decision?.sentence));
    }));
    const parts = shares(all).map(({value, seconds, share}) => ({value, text: `${value} ${share > 0.9999 ? '100' : percentShort(share)} %`, seconds}));
    const first = parts.find((it) => it.value === 'Up') ?? parts[0];
    lane.name(name, first?.text ?? 'not known', parts.map((it) => `${it.text}, ${duration(it.seconds * 1000)}`).join('\n'));
    this.#share(lane, all);
  }

  /** A small figure of the share of time in each state. */
  #share(lane, all) {
    lane.shares ??= lane.label.appendChild(make('span', 'shares'));
    const parts = shares(all);
    const key = parts.map((it) => `${it.value}${Math.round(it.share * 200)}`).join();
    if (lane.shares.dataset.key === key) return;
    lane.shares.dataset.key = key;
    lane.shares.replaceChildren(...parts.map(({value, share}) => {
      const part = make('i', stateClass(value));
      part.style.flexGrow = String(share);
      return part;
    }));
  }

  #showMarks({decisions, view}) {
    const seen = decisions.filter((it) => {
      const at = Date.parse(it.at) / 1000;
      // Elections that change nothing only repeat what the transition before them says.
      return at >= view.from && at <= view.to && (it.type !== 'election' || it.switch !== false);
    });
    const items = clusters(seen, markWidth * this.scale.pixel).reverse().map(({at, all}) => {
      const [main] = all.length === 1 ? all : [all.find((it) => it.type === 'election') ?? all[0]];
      const words = all.slice(0, 4).map((it) => `${moment(Date.parse(it.at), this.now)} ${subjectWords(it)}: ${it.sentence ?? ''}`);
      if (all.length > 4) words.push(`and ${all.length - 4} more${all.length > crowd ? '; press to zoom' : ''}`);
      const [last, first] = [all[0], all.at(-1)].map((it) => Date.parse(it.at) / 1000);
      const {look, shape} = mark(main);
      return {
        key: String(all[all.length - 1].id), left: this.scale.share(at), look: `mark ${look}`, words: words.join('\n'), text: String(all.length), decision: main,
        closer: all.length > crowd ? {from: first - (last - first) / 4, to: last + (last - first) / 4} : null,
        fill: () => [icon(shape), ...(all.length > 1 ? [make('span', 'count', String(all.length))] : [])],
      };
    });
    this.marks.show(items);
    this.marks.name('Decisions', String(seen.length), '');
  }

  #since(it, words, sentence) {
    return `${words}\n${moment(it.from * 1000, this.now)} to ${moment(it.to * 1000, this.now)}, ${duration((it.to - it.from) * 1000)}${sentence ? `\n${sentence}` : ''}`;
  }

  #tell(item, element) {
    if (!item) {
      this.tip.hidden = true;
      return;
    }
    this.tip.textContent = item.words;
    this.tip.hidden = false;
    const box = element.getBoundingClientRect();
    const around = this.element.getBoundingClientRect();
    const wanted = Math.max(box.left, this.carry.track.getBoundingClientRect().left) - around.left;
    this.tip.style.left = `${Math.max(0, Math.min(wanted, around.width - this.tip.offsetWidth))}px`;
    this.tip.style.top = `${box.bottom - around.top + 6}px`;
  }

  /** The same moment as in the curves. */
  point(time) {
    const share = time === null || !this.scale ? -1 : this.scale.share(time);
    this.cursor.hidden = share < 0 || share > 1;
    this.cursor.style.left = `${share * 100}%`;
  }
}

/** Near to all and near to nothing are told apart from all and nothing. */
function percentShort(share) {
  return share > 0.99 ? (Math.floor(share * 10_000) / 100).toFixed(2) : percent(share);
}
