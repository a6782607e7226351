// Curves, lanes and decisions in a browser: node timeline.mjs URL.

import assert from 'node:assert/strict';
import {contrast, narrow, structure} from './checks.mjs';
import {live, open, withBrowser} from './browser.mjs';

const [url] = process.argv.slice(2);
const plots = (page, count) => page.waitForFunction((it) => document.querySelectorAll('.plot canvas').length === it, count);
const press = (page, name) => page.getByRole('button', {name, exact: true}).click();

async function drawsACurveForEachUplink(page) {
  await plots(page, 3);
  await page.waitForFunction(() => [...document.querySelectorAll('.curve-figure')].every((it) => it.textContent.endsWith(' ms')));
  // Something is on the canvas: more than one colour in a row of it.
  await page.waitForFunction(() => [...document.querySelectorAll('.plot canvas')].every((it) => {
    const found = it.getContext('2d').getImageData(0, 0, it.width, it.height).data;
    return new Set(Array.from({length: found.length / 4}, (_, i) => found[4 * i + 3])).size > 2;
  }));
}

async function opensADecisionFromItsLaneByKeys(page) {
  const down = page.locator('.stretch[aria-label^="fibre Down"]').first();
  await down.waitFor();
  await down.focus();
  assert.match(await page.locator('.tip').textContent(), /fibre is down/);
  await page.keyboard.press('Enter');
  const evidence = page.locator('#decisions .chosen .evidence');
  await evidence.waitFor();
  assert.match(await evidence.textContent(), /Up to Down.*blackout/s);
  assert.ok(await evidence.locator('.gauge').count() > 0);
  assert.match(await page.evaluate(() => location.hash), /^#decision=\d+$/);
  await page.locator('.track').nth(1).locator('button[tabindex="0"]').focus();
  await page.keyboard.press('ArrowRight');
  assert.match(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), /^fibre Recovering/);
  await page.keyboard.press('Escape');
}

async function movesAndZoomsByKeys(page) {
  const shown = page.locator('.shown-time');
  await page.locator('.curves').focus();
  await page.keyboard.press('+');
  await page.waitForFunction(() => / to .*5 min 0 s/.test(document.querySelector('.shown-time').textContent));
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('.shown-time').textContent.includes(' to '));
  assert.ok(!/cannot/.test(await shown.textContent()));
}

async function drawsOtherFiguresAndTimes(page) {
  for (const name of ['Jitter', 'Loss', 'RTT', '2 min', '1 h', '7 d']) await press(page, name);
  await press(page, 'Together');
  await plots(page, 1);
  await press(page, 'Together');
  await press(page, '10 min');
  await plots(page, 3);
}

async function findsDecisions(page) {
  const count = () => page.locator('#decisions > li').count();
  const before = await count();
  await page.getByLabel('Words, causes and servers').fill('quad9');
  await page.waitForFunction((it) => document.querySelectorAll('#decisions > li').length < it, before);
  assert.ok((await page.locator('#decisions > li').allTextContents()).every((it) => it.includes('quad9') || it.startsWith('No decision')));
  await page.getByLabel('Words, causes and servers').fill('');
  await page.getByLabel('Kind').selectOption('election');
  await page.waitForFunction(() => [...document.querySelectorAll('#decisions > li')].every((it) => it.className.includes('is-election')));
  await page.getByLabel('Kind').selectOption('');
}

async function followsALink(page) {
  const link = await page.evaluate(() => location.href);
  await page.goto('about:blank');
  await page.goto(link);
  await page.locator('#decisions .chosen details[open]').waitFor();
  assert.match(await page.locator('#decisions .chosen').textContent(), /fibre Down/);
}

await withBrowser(async (browser) => {
  const {page, complaints} = await open(browser, url);
  await live(page);
  await drawsACurveForEachUplink(page);
  await opensADecisionFromItsLaneByKeys(page);
  await movesAndZoomsByKeys(page);
  await drawsOtherFiguresAndTimes(page);
  await findsDecisions(page);
  await followsALink(page);
  assert.deepEqual([...await structure(page), ...await contrast(page), ...await narrow(page)], []);
  await page.emulateMedia({colorScheme: 'dark'});
  assert.deepEqual(await contrast(page), []);
  assert.deepEqual(complaints, []);
});
console.log('all is drawn');
