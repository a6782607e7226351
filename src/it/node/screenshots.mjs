// Takes pictures of a running dashboard: node screenshots.mjs URL DIR [NAME...]. The one of README, light, dark, phone, print, an opened decision, a dialog, cut off.

import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {live, open, withBrowser} from './browser.mjs';

const [url, directory, ...only] = process.argv.slice(2);
if (!directory) {
  console.error('usage: node screenshots.mjs URL DIR [NAME...]');
  process.exit(2);
}
mkdirSync(directory, {recursive: true});

const wide = {viewport: {width: 1280, height: 900}};
const phone = {viewport: {width: 360, height: 740}, deviceScaleFactor: 2, hasTouch: true, isMobile: true};
const dark = {colorScheme: 'dark'};

const pictures = {
  readme: [{viewport: {width: 1280, height: 1491}}, null, false],
  light: [wide],
  dark: [{...wide, ...dark}],
  phone: [phone],
  'phone-dark': [{...phone, ...dark}],
  print: [wide, (page) => page.emulateMedia({media: 'print'})],
  evidence: [wide, async (page) => {
    await page.locator('.decisions summary').first().click();
    await page.locator('details.details summary').first().click();
  }],
  pin: [wide, (page) => page.locator('.card .buttons button', {hasText: 'Pin'}).nth(1).click()],
  login: [wide, async (page) => {
    const button = page.locator('.session button');
    if (await button.isVisible()) await button.click();
  }],
  lost: [wide, async (page, context) => {
    await context.route('**/api/**', (route) => route.abort());
    await page.evaluate(() => window.listening.onerror());
    await page.waitForFunction(() => document.getElementById('live').dataset.is === 'lost');
  }],
};

/** Keeps hold of the page's stream, so that it can be broken. */
const remember = () => {
  window.EventSource = class extends EventSource {
    constructor(...asked) {
      super(...asked);
      window.listening = this;
    }
  };
};

await withBrowser(async (browser) => {
  for (const [name, [options, act, fullPage = true]] of Object.entries(pictures)) {
    if (only.length && !only.includes(name)) continue;
    const {page, context, complaints} = await open(browser, url, options, remember);
    await live(page);
    // The curves come after the cards, and the slower of the drawings once a second.
    await page.waitForTimeout(4000);
    await page.waitForFunction(() => document.querySelector('.spark-line')?.getAttribute('d'));
    try {
      await act?.(page, context);
    } catch (failure) {
      console.error(`${name}: ${failure.message}`);
    }
    await page.screenshot({path: join(directory, `${name}.png`), fullPage});
    for (const complaint of complaints) console.error(`${name}: ${complaint}`);
    await context.close();
  }
});
