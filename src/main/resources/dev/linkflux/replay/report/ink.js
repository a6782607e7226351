// The colours of what is drawn: those of the style sheets now, light or dark; on paper the light ones.

let onPaper = false;
const kept = new Map();
const forget = () => kept.clear();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', forget);

/** From now on for paper, or for the screen again. */
export function paper(on) {
  onPaper = on;
  forget();
}

/** The rules outside of any condition are those of the light. */
function light(name) {
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      const value = rule.selectorText === ':root' ? rule.style.getPropertyValue(name) : '';
      if (value) return value.trim();
    }
  }
  return '#000';
}

/** A colour by its name in the style sheets. */
export function ink(name) {
  if (!kept.has(name)) kept.set(name, onPaper ? light(`--${name}`) : getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  return kept.get(name);
}

/** The same, thinner. */
export const thin = (name, share) => `color-mix(in srgb, ${ink(name)} ${share * 100}%, transparent)`;

const hues = 6;

/** The colour of the n-th uplink, and how often the colours have been used up before it: what else must tell them apart. */
export const hue = (index) => `u${index % hues}`;
export const round = (index) => Math.floor(index / hues);
