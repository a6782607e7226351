// What the dashboard shows of what it is told: node states.mjs URL. It says on a line what it waits for: "now: drift", "now: tell", "now: cut".

import assert from 'node:assert/strict';
import {contrast, narrow, structure} from './checks.mjs';
import {live, open, withBrowser} from './browser.mjs';

const [url] = process.argv.slice(2);
const all = async (page, selector) => (await page.locator(selector).allTextContents()).join('\n');
const holds = (page, selector, words) => page.locator(selector, {hasText: words}).first().waitFor();

async function showsThePast(page) {
  await live(page);
  assert.equal(await page.locator('.card').count(), 3);
  assert.match(await all(page, '.card.carrying'), /fibre.*carries traffic.*Up.*cloudflare/s);
  await holds(page, '#decisions', 'fibre is down: no answer from any of 3 targets');
  await holds(page, '#decisions', /traffic moves from fibre to/);
}

async function showsWhatIsTold(page) {
  assert.equal(await page.locator('#now-routes').isHidden(), true);
  console.log('now: drift');
  await holds(page, '#now-routes', /put back once so far.*somebody removed default via 10\.1\.0\.1 dev wan1$/);
  console.log('now: tell');
  await holds(page, '.steering:not([hidden])', 'avoided by the operator');
  await holds(page, '.targets li', /quad9\s*bad, left out/);
  await holds(page, '#decisions', 'the operator orders: avoid fibre');
  await holds(page, '#decisions', 'quad9 is silent alone');
  await holds(page, '#now-routes', /refuses the routes since .*: add default: no such device$/);
}

async function showsServers(page) {
  await holds(page, '.server.active .server-name', 'the spare/one');
  const [vps, spare] = await page.locator('.server').allTextContents();
  for (const words of ['vps', 'main', 'Down', 'port refused', '2001:db8::7, 192.0.2.7', 'last good ones', 'vps is Down: port-refused',
    'start what listens there', 'The name servers do not say where it is: dns-silent (no answer']) assert.ok(vps.includes(words), `${words}: ${vps}`);
  assert.ok(!vps.includes('in use'));
  for (const words of ['backup', 'Up', 'in use', '192.0.2.7', 'the clock of the spare/one is 12 s ahead of ours', 'let it ask a time server']) {
    assert.ok(spare.includes(words), `${words}: ${spare}`);
  }
  const ladder = page.getByRole('list', {name: 'Steps to vps through fibre'});
  assert.deepEqual((await ladder.locator('.ok').allTextContents()).map((it) => it.split(' ')[0]), ['name', 'uplink', 'host']);
  assert.match(await ladder.locator('.broken').textContent(), /^port refused broken$/);
  assert.equal(await ladder.locator('.behind').count(), 4);
  await holds(page, '#decisions', 'the spare/one in use');
}

async function figuresGoOn(page) {
  const before = await all(page, '#clock');
  await page.waitForFunction((it) => document.getElementById('clock').textContent !== it, before);
  assert.equal(await all(page, '#live'), 'live');
}

await withBrowser(async (browser) => {
  const {page, complaints} = await open(browser, url);
  await showsThePast(page);
  await showsWhatIsTold(page);
  await showsServers(page);
  await figuresGoOn(page);
  assert.deepEqual([...await structure(page), ...await contrast(page), ...await narrow(page)], []);
  await page.emulateMedia({colorScheme: 'dark'});
  assert.deepEqual(await contrast(page), []);
  assert.deepEqual(complaints, []);
  console.log('now: cut');
  await page.waitForFunction(() => document.getElementById('live').textContent.startsWith('reconnecting'));
  await page.waitForFunction(() => document.title === 'no connection – linkflux');
});
console.log('all is shown');
