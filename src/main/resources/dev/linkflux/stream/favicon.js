// The page as it is seen among many: its title and its small picture tell the state.

import {list} from './words.js';

// A shape each, as colour alone says nothing to some.
const shapes = {
  good: ['#1d8a57', '<circle cx="16" cy="16" r="14"/><path d="M9 17l5 5 9-11" stroke="#fff" stroke-width="4" fill="none"/>'],
  trouble: ['#b86e00', '<path d="M16 2 31 29H1z"/><path d="M16 11v9m0 3v3" stroke="#fff" stroke-width="4"/>'],
  bad: ['#c02418', '<rect x="2" y="2" width="28" height="28" rx="4"/><path d="M10 10l12 12m0-12L10 22" stroke="#fff" stroke-width="4"/>'],
  none: ['#66717e', '<circle cx="16" cy="16" r="14"/><path d="M8 16h16" stroke="#fff" stroke-width="4"/>'],
};

let shown = '';

/** Shows the state of all in the title and the picture of the page. */
export function badge(model, lost) {
  const out = [...model.uplinks.values()].filter((it) => it.state === 'Down').map((it) => it.name);
  const carrying = list(model.carrying);
  const shape = lost || !model.version ? 'none' : !model.carrying.length ? 'bad' : out.length ? 'trouble' : 'good';
  const words = {
    none: model.version ? 'no connection' : '',
    bad: 'nobody carries',
    trouble: `${carrying} carries, ${list(out)} out`,
    good: `${carrying} carries`,
  }[shape].replace(' and ', ' + ');
  const title = words ? `${words} – linkflux` : 'linkflux';
  if (document.title !== title) document.title = title;
  if (shape === shown) return;
  shown = shape;
  const [colour, drawing] = shapes[shape];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="${colour}">${drawing}</svg>`;
  document.getElementById('favicon').href = `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
