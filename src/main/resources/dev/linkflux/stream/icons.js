// One shape a state, so that colour is never alone; and the small tools for building elements.

const paths = {
  up: 'M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 8 1.2m3.4 5.2-4 4.6a.9.9 0 0 1-1.3 0L4.4 9.2l1.2-1.1 1.1 1.1 3.4-3.9z',
  degraded: 'M8 1.4c.4 0 .8.2 1 .6l6 10.6c.4.8-.1 1.8-1 1.8H2c-.9 0-1.4-1-1-1.8L7 2c.2-.4.6-.6 1-.6m-.9 4.2.2 4h1.4l.2-4zM8 10.7a.9.9 0 1 0 0 1.8.9.9 0 0 0 0-1.8',
  down: 'M5.2 1.2h5.6l4 4v5.6l-4 4H5.2l-4-4V5.2zm.9 3.7L4.9 6.1 6.8 8l-1.9 1.9 1.2 1.2L8 9.2l1.9 1.9 1.2-1.2L9.2 8l1.9-1.9-1.2-1.2L8 6.8z',
  recovering: 'M8 2.2a5.8 5.8 0 0 1 4.6 2.3l1.5-1.3.5 4.6-4.6-.6 1.4-1.3A4 4 0 1 0 12 8.7l1.8.4A5.8 5.8 0 1 1 8 2.2',
  unknown: 'M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 8 1.2M5.5 6.1C5.6 4.6 6.7 3.9 8 3.9c1.400 0 2.500.8 2.500 2.200 0 1.900-1.700 1.900-1.700 3.200H7.200c0-2 1.600-2.100 1.600-3.100 0-.5-.4-.8-.9-.8s-.9.300-.9.800zM8 10.300a.9.9 0 1 1 0 1.800.9.9 0 0 1 0-1.800',
  disabled: 'M8 1.200a6.800 6.800 0 1 0 0 13.600A6.800 6.800 0 0 0 8 1.200M5.400 5.200h1.700v5.600H5.400zm3.500 0h1.700v5.600H8.900z',
  switch: 'M10.500 2 14.500 5.200 10.500 8.400V6.100H2V4.300h8.500zM5.500 7.600v2.300H14v1.800H5.500V14l-4-3.200z',
};

const svgSpace = 'http://www.w3.org/2000/svg';

export function icon(name) {
  const svg = document.createElementNS(svgSpace, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svgSpace, 'path');
  path.setAttribute('fill', 'currentColor');
  path.setAttribute('fill-rule', 'evenodd');
  path.setAttribute('d', paths[name] ?? paths.unknown);
  svg.append(path);
  return svg;
}

/** The class of a state: its colours. */
export const stateClass = (state) => `is-${state.toLowerCase()}`;

/** An element with its class and its content; text never becomes markup. */
export function make(tag, className, ...content) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

/** Sets the text only where it has changed, so that nothing is selected away or read out twice. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
