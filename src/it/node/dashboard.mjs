// The dashboard of a service in a lab: node dashboard.mjs URL OPERATE-TOKEN READ-TOKEN. It says what it waits for on a line of its own:
// "now: freeze wan1", "now: kill", "now: start"; whoever has started it makes that happen.

import assert from 'node:assert/strict';
import {contrast, keyboard, narrow, structure} from './checks.mjs';
import {live, open, withBrowser} from './browser.mjs';

const [url, operate, reading] = process.argv.slice(2);
const patience = {timeout: 25_000};
const text = (page, selector) => page.locator(selector).first().textContent();
const began = performance.now();
const done = (what) => console.log(`${((performance.now() - began) / 1000).toFixed(1)} s: ${what}`);

/** Waits until the page says so, in any element of its body. */
const says = (page, words) => page.waitForFunction((it) => document.body.innerText.includes(it), words, patience);

async function loads(page) {
  await live(page);
  assert.deepEqual(await page.locator('.card h3').allTextContents(), ['wan1', 'wan2', 'wan3']);
  await page.waitForFunction(() => document.getElementById('now-line').textContent === 'wan1 carries; wan2 and wan3 stand by', null, patience);
  const {summary} = await (await fetch(`${url}api/v1/status`)).json();
  assert.equal(summary, await text(page, '#now-line'));
  await page.waitForFunction(() => document.title === 'wan1 carries – linkflux', null, patience);
  done('three uplinks, and the sentence');
}

/** From the moment of the election to its sentence on the page. */
async function switches(page) {
  const seen = page.evaluate(() => new Promise((resolve) => {
    const look = () => {
      const sentence = document.getElementById('now-why').textContent.match(/traffic moves from wan1 to .*/)?.[0];
      if (!sentence) return;
      watcher.disconnect();
      resolve({at: Date.now(), sentence});
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document.body, {subtree: true, childList: true, characterData: true});
  }));
  console.log('now: freeze wan1');
  const {at, sentence} = await seen;
  const {decisions} = await (await fetch(`${url}api/v1/decisions?limit=50`)).json();
  const election = decisions.find((it) => it.type === 'election' && it.sentence === sentence);
  const delay = at - Date.parse(election.at);
  done(`a switch is on the page ${delay} ms after its event: ${sentence}`);
  assert.ok(delay < 5000, `${delay} ms`);
  assert.match(await text(page, '#now-line'), /^wan2 carries; wan3 stands by; wan1 is out: no answer for \d+ s$/);
  assert.match(await page.title(), /wan2 carries, wan1 out/);
  return election;
}

async function opensTheEvidence(page) {
  const down = page.locator('#decisions details', {hasText: 'wan1 is down'}).first();
  await down.locator('summary').click();
  const evidence = await down.locator('.evidence').textContent();
  assert.match(evidence, /blackout/);
  assert.ok(await down.locator('.evidence table tbody tr').count() > 0, evidence);
  await down.locator('summary').click();
  done('the timeline opens to the evidence');
}

async function isForEverybody(page) {
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({colorScheme});
    assert.deepEqual(await contrast(page), [], colorScheme);
  }
  assert.deepEqual(await structure(page), []);
  assert.deepEqual(await narrow(page), []);
  assert.deepEqual(await keyboard(page), []);
  done('names, contrast, order, 360 px');
}

async function logIn(page, token) {
  await page.getByRole('button', {name: 'Log in'}).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Token').fill(token);
  await dialog.getByRole('button', {name: 'Log in'}).click();
  return dialog;
}

const buttons = (page) => page.locator('.card .buttons:visible');

async function takesOrders(page, complaints) {
  assert.equal(await buttons(page).count(), 0);
  const before = complaints.length;
  const refused = await logIn(page, 'this is no token at all');
  await refused.locator('.dialog-trouble:not(:empty)').waitFor();
  complaints.splice(before); // the browser complains of every 401
  await refused.getByLabel('Token').fill(operate);
  await refused.getByRole('button', {name: 'Log in'}).click();
  await buttons(page).nth(2).waitFor();

  await page.getByRole('group', {name: 'Steer wan3'}).getByRole('button', {name: 'Pin'}).click();
  const asked = page.getByRole('dialog');
  assert.match(await asked.textContent(), /The traffic moves to wan3/);
  await asked.getByLabel('For how long').selectOption('1 hour');
  await asked.getByRole('button', {name: 'Pin wan3'}).click();
  await page.waitForFunction(() => document.getElementById('now-line').textContent.startsWith('wan3 carries, pinned'), null, patience);
  await says(page, 'pinned by the operator for ');
  await page.getByRole('group', {name: 'Steer wan3'}).getByRole('button', {name: 'Auto'}).click();
  await page.getByRole('dialog').getByRole('button', {name: 'Leave wan3 to the checks'}).click();
  await page.waitForFunction(() => !document.getElementById('now-line').textContent.includes('pinned'), null, patience);
  done('logged in, pinned, seen, left to the checks');

  await page.getByRole('button', {name: 'Log out'}).click();
  await page.getByRole('button', {name: 'Log in'}).waitFor();
  assert.equal(await buttons(page).count(), 0);
  await logIn(page, reading);
  await says(page, 'reading only');
  assert.equal(await buttons(page).count(), 0);
  done('a token for reading sees no buttons');
}

async function comesBack(page, election) {
  console.log('now: kill');
  await page.waitForFunction(() => document.getElementById('live').textContent.startsWith('reconnecting'), null, patience);
  // What lasts a moment only is not worth a word of the page.
  const lost = await page.evaluate(() => performance.now());
  await page.waitForFunction((since) => performance.now() - since > 2000, lost, patience);
  console.log('now: start');
  await page.waitForFunction(() => document.getElementById('live').textContent === 'live', null, patience);
  await says(page, 'Connected again after');
  await page.locator('#decisions', {hasText: election.sentence}).waitFor();
  // Not only because this page remembers them.
  await page.reload();
  await live(page);
  await page.locator('#decisions', {hasText: election.sentence}).waitFor();
  done('it is back, and so are the decisions of before');
}

await withBrowser(async (browser) => {
  const {page, asked, complaints} = await open(browser, url);
  await loads(page);
  const election = await switches(page);
  await opensTheEvidence(page);
  await isForEverybody(page);
  if (operate) await takesOrders(page, complaints);
  assert.deepEqual(complaints, []);
  await comesBack(page, election);
  assert.deepEqual(asked.filter((it) => !it.startsWith(url) && !it.startsWith('data:')), []);
  // Nobody answered for a while, and the browser says so.
  assert.deepEqual(complaints.filter((it) => !/ERR_(CONNECTION|SOCKET|INCOMPLETE|NETWORK|EMPTY)/.test(it)), []);
});
done('nothing is fetched from elsewhere, nothing complained of');
