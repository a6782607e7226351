// The dashboard while uplinks come and go: node reload.mjs URL. It says on a line what it waits for: "now: add wan3", "now: remove wan2".

import assert from 'node:assert/strict';
import {structure} from './checks.mjs';
import {live, open, withBrowser} from './browser.mjs';

const [url] = process.argv.slice(2);
const patience = {timeout: 25_000};

/** Waits until there are the cards of these uplinks, in this order, each with figures that go on. */
async function shows(page, names) {
  await page.waitForFunction((it) => [...document.querySelectorAll('.card h3')].map((card) => card.textContent).join() === it, names.join(), patience);
  for (const name of names) {
    await page.locator('.card', {hasText: name}).filter({hasText: /Up/}).waitFor(patience);
  }
}

await withBrowser(async (browser) => {
  const {page, complaints} = await open(browser, url);
  await live(page);
  await shows(page, ['wan1', 'wan2']);
  console.log('now: add wan3');
  await shows(page, ['wan1', 'wan2', 'wan3']);
  await page.waitForFunction(() => document.getElementById('now-line').textContent === 'wan1 carries; wan2 and wan3 stand by', null, patience);
  console.log('now: remove wan2');
  await shows(page, ['wan3', 'wan1']);
  await page.waitForFunction(() => document.getElementById('now-line').textContent === 'wan1 carries; wan3 stands by', null, patience);
  assert.match(await page.title(), /wan1 carries/);
  assert.deepEqual(await structure(page), []);
  // The page may ask for the newest figures of one that has just gone before it hears so.
  assert.deepEqual(complaints.filter((it) => !/ 404 .*\/uplinks\/wan2\/history/.test(it)), []);
});
console.log('cards come and go');
