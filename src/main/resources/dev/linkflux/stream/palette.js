// The colours of now, light or dark, as the style sheets name them; read once, and again when the scheme changes.

const dark = matchMedia('(prefers-color-scheme: dark)');
let found = null;
let generation = 0;
dark.addEventListener('change', () => { found = null; });

/** A colour by its name in the style sheets. */
export function colour(name) {
  if (found === null) found = {style: getComputedStyle(document.documentElement), read: new Map(), generation: (generation += 1)};
  if (!found.read.has(name)) found.read.set(name, found.style.getPropertyValue(`--${name}`).trim());
  return found.read.get(name);
}

/** Another number when the colours are others. */
export function colours() {
  colour('ink');
  return found.generation;
}

const hues = 6;
const dashes = [[], [8, 4], [2, 3], [10, 3, 2, 3]];

/** The colour and the dashes of the n-th uplink; after the colours have run out the dashes tell them apart. */
export const hue = (index) => `u${index % hues}`;
export const dash = (index) => dashes[Math.floor(index / hues) % dashes.length];
