// What is drawn of an uplink beneath its curve: the loss, and what it really was.

import {Strip, box, font, seen, stripes, words} from './canvas.js';
import {rhythm} from './curve.js';
import {ink} from './ink.js';

export const conditions = ['good', 'breaching', 'dead', 'unknown'];

/** A bar for each step: the share of the probes that were lost; the limit where there is something to hold against it. */
export function lossStrip(curve, {from, step}, limits, height) {
  const {asked, usual} = rhythm(curve.loss);
  const bars = asked.map((at, i) => ({from: from + at * step, to: from + Math.min(asked[i + 1] ?? at + 1, at + usual) * step, loss: curve.loss[at]}));
  const most = bars.reduce((a, it) => Math.max(a, it.loss), 0);
  return new Strip(height, 'loss-strip', (context, size) => {
    context.fillStyle = ink('line');
    context.fillRect(0, size.height - 1, size.width, 1);
    context.fillStyle = ink('loss');
    for (const bar of seen(bars, size.from, size.to)) {
      if (!bar.loss) continue;
      const tall = Math.max(1.5, bar.loss * (size.height - 2));
      box(context, size, bar.from, bar.to, size.height - 1 - tall, tall);
    }
    if (limits && most >= limits[0] / 2 && size.height > 24) {
      const y = Math.round(size.height - 1 - limits[0] * (size.height - 2)) + 0.5;
      context.strokeStyle = ink('down');
      context.setLineDash([6, 3]);
      context.beginPath();
      context.moveTo(0, y);
      context.lineTo(size.width, y);
      context.stroke();
      context.setLineDash([]);
    }
  });
}

const looks = {good: ['up', 2], breaching: ['degraded', 7], dead: ['down', 10]};

/** Thin where it was good, thick where it was not; a short one is never too narrow to be seen. */
export function truthStrip(spells) {
  return new Strip(10, 'truth-strip', (context, size) => {
    for (const condition of [3, 0, 1, 2]) {
      const [name, tall] = looks[conditions[condition]] ?? ['quiet', 10];
      context.fillStyle = condition === 3 ? stripes(context, name, 0.3) : ink(name);
      for (const spell of seen(spells, size.from, size.to)) {
        if (spell.condition === condition) box(context, size, spell.from, spell.to, (size.height - tall) / 2, tall, condition === 0 ? 0 : 2);
      }
    }
  });
}

/** The states that a configuration gave an uplink. */
export function stateStrip(stays, states) {
  return new Strip(18, 'state-strip', (context, size) => {
    context.textBaseline = 'middle';
    context.font = font;
    for (const stay of seen(stays, size.from, size.to)) {
      const name = states[stay.state].toLowerCase();
      context.fillStyle = name === 'unknown' ? stripes(context, name, 0.4) : ink(`${name}-soft`);
      box(context, size, stay.from, stay.to, 0, size.height);
      context.fillStyle = ink(name);
      box(context, size, stay.from, stay.to, size.height - 3, 3);
      label(context, size, stay, states[stay.state], ink(name));
    }
  });
}

/** Words in a stretch that has room for them, however much of it is seen. */
export function label(context, size, {from, to}, text, colour) {
  const left = Math.max(0, size.x(from));
  const room = Math.min(size.width, size.x(to)) - left;
  if (room < context.measureText(text).width + 12) return;
  words(context, text, left + 6, size.height / 2, colour);
}

