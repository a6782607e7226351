// What a page owes to those who cannot see it, use no mouse, or hold it in one hand. Each gives a list of what is wrong.

/** What can be pressed or filled in has a name, headings follow one another, ids are there once, and there is one of each landmark. */
export const structure = (page) => page.evaluate(() => {
  const wrong = [];
  const shown = (it) => it.checkVisibility({visibilityProperty: true});
  const nameOf = (it) => (it.getAttribute('aria-label') || it.labels?.[0]?.textContent || it.textContent || it.getAttribute('title') || '').trim();
  for (const it of document.querySelectorAll('button, a[href], input, select, summary, meter, [role=group], [role=img]')) {
    if (shown(it) && !nameOf(it) && !it.getAttribute('aria-labelledby')) wrong.push(`no name: ${it.outerHTML.slice(0, 120)}`);
  }
  for (const it of document.querySelectorAll('section, article')) {
    if (!it.getAttribute('aria-label') && !document.getElementById(it.getAttribute('aria-labelledby'))) wrong.push(`no name: ${it.outerHTML.slice(0, 120)}`);
  }
  let level = 0;
  for (const it of document.querySelectorAll('h1, h2, h3, h4')) {
    if (!shown(it)) continue;
    const own = Number(it.localName[1]);
    if (own > level + 1) wrong.push(`h${own} after h${level}: ${it.textContent}`);
    level = own;
  }
  const ids = [...document.querySelectorAll('[id]')].map((it) => it.id);
  for (const id of new Set(ids)) if (ids.filter((it) => it === id).length > 1) wrong.push(`id twice: ${id}`);
  for (const landmark of ['main', 'body > header', 'body > footer', 'h1']) {
    if (document.querySelectorAll(landmark).length !== 1) wrong.push(`not one ${landmark}`);
  }
  if (!document.documentElement.lang) wrong.push('no language');
  return wrong;
});

/** Text stands out from what is behind it: WCAG 2.2, 1.4.3. */
export const contrast = (page) => page.evaluate(() => {
  const parse = (text) => {
    const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number);
    return {r, g, b, a};
  };
  const over = (top, under) => ({
    r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a), b: top.b * top.a + under.b * (1 - top.a), a: 1});
  const behind = (element) => {
    const own = parse(getComputedStyle(element).backgroundColor);
    if (own.a === 1) return own;
    return over(own, element.parentElement ? behind(element.parentElement) : {r: 255, g: 255, b: 255, a: 1});
  };
  const light = ({r, g, b}) => [r, g, b].map((it) => it / 255)
    .map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4))
    .reduce((sum, it, i) => sum + it * [0.2126, 0.7152, 0.0722][i], 0);
  const wrong = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || element.closest('noscript, svg, .sr, .skip') || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const ground = behind(element);
    const [low, high] = [light(over(parse(style.color), ground)), light(ground)].sort((a, b) => a - b);
    const ratio = (high + 0.05) / (low + 0.05);
    const size = parseFloat(style.fontSize);
    const enough = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    if (ratio < enough) wrong.add(`${ratio.toFixed(2)} of ${enough}: ${element.localName}.${element.className} "${texts.currentNode.data.trim().slice(0, 30)}"`);
  }
  return [...wrong];
});

/** Tab reaches all that can be pressed, in the order in which it stands, and one sees where one is. */
export async function keyboard(page) {
  const expected = await page.evaluate(() => {
    const all = [...document.querySelectorAll('button, a[href], input, select, summary, [tabindex="0"]')];
    const reachable = all.filter((it) => !it.disabled && it.tabIndex >= 0 && it.checkVisibility({visibilityProperty: true}));
    reachable.forEach((it, index) => { it.dataset.stop = index; });
    // A click or a blur leaves a place from which Tab goes on; so the walk begins at the first one.
    reachable[0].focus();
    return reachable.length;
  });
  const wrong = [];
  const reached = [0];
  // What has come meanwhile is no stop of this walk.
  for (let i = 0; reached.length < expected && i < expected + 50; i++) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(() => {
      const it = document.activeElement;
      const style = getComputedStyle(it);
      return {stop: it.dataset.stop, seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1, what: it.outerHTML.slice(0, 100)};
    });
    if (!now.seen) wrong.push(`the focus is not seen: ${now.what}`);
    if (now.stop !== undefined) reached.push(Number(now.stop));
  }
  if (new Set(reached).size !== expected) wrong.push(`${new Set(reached).size} of ${expected} reached: ${reached}`);
  if (reached.some((it, i) => i > 0 && it < reached[i - 1])) wrong.push(`not in the order of the page: ${reached}`);
  return wrong;
}

/** A phone of 360 px shows it without moving it sideways, once it is drawn anew; says what is too wide after ten seconds. */
export async function narrow(page) {
  await page.setViewportSize({width: 360, height: 740});
  await page.waitForFunction(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth, null, {timeout: 10_000})
    .catch(() => {});
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const beyond = [...document.querySelectorAll('main *, header *, footer *')]
      .filter((it) => it.getBoundingClientRect().right > width + 1 && it.checkVisibility()).map((it) => it.outerHTML.slice(0, 100));
    return document.documentElement.scrollWidth > width ? [`${document.documentElement.scrollWidth} px wide at 360`, ...beyond.slice(0, 5)] : [];
  });
  await page.setViewportSize({width: 1280, height: 900});
  return wide;
}
