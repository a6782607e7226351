// What is rarely asked of an uplink, behind a disclosure: its addresses, its other figures, why it has its share.

import {moment, ms, none, percent} from './words.js';
import {make, say} from './icons.js';

const rows = [
  ['Now', (it) => it.sentence],
  ['Since', (it, demands, now) => moment(it.since, now)],
  ['Election', (it) => it.why],
  ['Addresses', (it) => it.addresses?.join(', ')],
  ['Gateway', (it) => it.gateways?.join(', ')],
  ['Carrier', (it) => (it.carrier === undefined || it.carrier === null ? '' : it.carrier ? 'yes' : 'no')],
  ['Round trip', ({quality}) => quality?.rtt_ms
    && `${['min', 'p50', 'p95', 'p99', 'max'].map((it) => `${it} ${ms(quality.rtt_ms[it])}`).join(', ')} ms`],
  ['Loss', ({quality}) => quality && `${quality.lost} of ${quality.sent}, surely ${percent(quality.loss_low)} to ${percent(quality.loss_high)} %`],
  ['Delay variation', ({quality}, {pdv_ms: limit}) => quality && `${ms(quality.pdv_ms)} ms${limit ? `, limit ${ms(limit.fail)}` : ''}`],
  ['Probing', (it) => it.pace],
  ['Bad targets', (it) => it.targets.filter((target) => target.bad).map((target) => target.sentence).join('; ')],
];

export class Details {
  #cells = [];

  constructor() {
    const list = make('dl', 'details-list');
    for (const [label, read] of rows) {
      const value = make('dd', 'num');
      const box = make('div', '', make('dt', '', label), value);
      list.append(box);
      this.#cells.push({box, value, read});
    }
    this.element = make('details', 'details', make('summary', '', 'Addresses and more figures'), list);
  }

  show(uplink, demands, now) {
    if (!this.element.open) return;
    for (const {box, value, read} of this.#cells) {
      const text = read(uplink, demands, now) || '';
      box.hidden = !text;
      say(value, text || none);
    }
  }
}
