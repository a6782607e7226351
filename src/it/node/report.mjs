// A replay's report in a browser, from a file: node report.mjs FILE.html. Of a trace with three uplinks, by two configurations.

import assert from 'node:assert/strict';
import {pathToFileURL} from 'node:url';
import {contrast, keyboard, narrow, structure} from './checks.mjs';
import {open, withBrowser} from './browser.mjs';

const url = pathToFileURL(process.argv[2]).href;

/** Something is on it: more than one colour. */
const painted = (page, look) => page.waitForFunction((it) => {
  const all = [...document.querySelectorAll(it)];
  return all.length > 0 && all.every((canvas) => {
    const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set();
    for (let i = 0; i < data.length && colours.size < 3; i += 4) colours.add(data[i] << 24 | data[i + 1] << 16 | data[i + 2] << 8 | data[i + 3]);
    return colours.size > 1;
  });
}, look);

async function drawsCurvesTruthAndLanes(page) {
  await page.locator('html[data-drawn="yes"]').waitFor();
  assert.equal(await page.locator('.plot canvas').count(), 3);
  assert.equal(await page.locator('.truth-strip').count(), 3);
  assert.equal(await page.locator('.carrying-strip').count(), 2);
  for (const it of ['.plot canvas', '.truth-strip', '.carrying-strip']) await painted(page, it);
  assert.deepEqual(await page.locator('.marks').evaluateAll((all) => all.map((it) => it.querySelectorAll('.mark').length)), [4, 3]);
  // What is above one another is of one time.
  const [left, width] = await page.evaluate(() => ['left', 'width'].map((it) => new Set([...document.querySelectorAll('.strip')].filter((one) => one.checkVisibility()).map((one) => Math.round(one.getBoundingClientRect()[it]))).size));
  assert.deepEqual([left, width], [1, 1]);
}

async function tellsTheScoresAndGivesAdvice(page) {
  assert.match(await page.locator('.advice').textContent(), /^Too little to decide by/);
  assert.equal(await page.locator('.scores tbody tr').count(), 2);
  assert.match(await page.locator('.differences').textContent(), /confirm 10 s instead of 2 s/);
  assert.ok(await page.locator('.scores .best').count() > 0);
}

async function opensTheEvidenceByKeys(page) {
  await page.locator('.marks').first().locator('button[tabindex="0"]').focus();
  await page.keyboard.press('ArrowRight');
  assert.match(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), /traffic moves from tdlte to adsl/);
  assert.match(await page.locator('.tip').textContent(), /traffic moves from tdlte to adsl/);
  await page.keyboard.press('Enter');
  const evidence = page.locator('.explanation');
  await evidence.waitFor();
  const said = await evidence.textContent();
  assert.match(said, /switch 1 of 3.*because: blackout.*traffic moves from tdlte to adsl/s);
  assert.match(said, /no answer from any of 3 targets.*dead/s);
  assert.match(said, /other\.yml stays with tdlte/);
  await page.keyboard.press('ArrowRight');
  assert.match(await evidence.textContent(), /switch 2 of 3/);
  await page.keyboard.press('Escape');
  assert.ok(await evidence.isHidden());
  assert.match(await page.evaluate(() => document.activeElement.className), /mark/);
}

async function zoomsByDraggingAndGoesBack(page) {
  const shown = page.locator('.shown-time');
  const whole = await shown.textContent();
  const strip = page.locator('.carrying-strip').first();
  await strip.scrollIntoViewIfNeeded();
  const box = await strip.boundingBox();
  const y = box.y + 8;
  await page.mouse.move(box.x + box.width * 0.2, y);
  assert.match(await page.locator('.tip').textContent(), /tdlte/);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.4, y, {steps: 3});
  await page.mouse.up();
  await page.mouse.move(5, 5);
  assert.match(await shown.textContent(), /\(1 min [567] s\)/);
  await page.mouse.dblclick(box.x + box.width * 0.5, y);
  await page.mouse.move(5, 5);
  assert.equal(await shown.textContent(), whole);
  await page.getByRole('button', {name: 'Zoom in'}).click();
  assert.notEqual(await shown.textContent(), whole);
  await page.getByRole('button', {name: 'Show all of the time'}).click();
  assert.equal(await shown.textContent(), whole);
  await page.locator('.fold').first().click();
  await painted(page, '.drawn:not([hidden]) .state-strip');
}

await withBrowser(async (browser) => {
  const {page, asked, complaints} = await open(browser, url);
  page.on('console', (message) => complaints.push(message.text()));
  await drawsCurvesTruthAndLanes(page);
  await tellsTheScoresAndGivesAdvice(page);
  await opensTheEvidenceByKeys(page);
  await zoomsByDraggingAndGoesBack(page);
  await page.locator('.meanings summary').click();
  assert.deepEqual([...await structure(page), ...await contrast(page), ...await keyboard(page), ...await narrow(page)], []);
  await page.emulateMedia({colorScheme: 'dark'});
  assert.deepEqual(await contrast(page), []);
  assert.deepEqual(complaints, []);
  assert.deepEqual(asked.filter((it) => it !== url && !it.startsWith('data:')), []);
});
console.log('the report shows everything, and asks nobody');
