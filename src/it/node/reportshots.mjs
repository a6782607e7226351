// Takes pictures of reports: node reportshots.mjs DIR FILE.html... Light, dark, phone, print, an opened switch.

import {mkdirSync} from 'node:fs';
import {basename, join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {open, withBrowser} from './browser.mjs';

const [directory, ...files] = process.argv.slice(2);
if (files.length === 0) {
  console.error('usage: node reportshots.mjs DIR FILE.html...');
  process.exit(2);
}
mkdirSync(directory, {recursive: true});
const only = (process.env.ONLY ?? '').split(',').filter(Boolean);

const wide = {viewport: {width: 1280, height: 900}};
const phone = {viewport: {width: 360, height: 740}, deviceScaleFactor: 2, hasTouch: true, isMobile: true};

const pictures = {
  light: [wide],
  dark: [{...wide, colorScheme: 'dark'}],
  phone: [phone],
  'phone-dark': [{...phone, colorScheme: 'dark'}, (page) => page.locator('.mark').nth(1).tap()],
  print: [{viewport: {width: 794, height: 1123}, colorScheme: 'dark'}, async (page) => {
    await page.emulateMedia({media: 'print', colorScheme: 'light'});
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  }],
  opened: [wide, async (page) => {
    await page.locator('.fold').first().click();
    await page.locator('.mark').nth(1).click();
  }],
  hover: [wide, async (page) => {
    await page.locator('.carrying-strip').first().scrollIntoViewIfNeeded();
    await page.locator('.carrying-strip').first().hover();
  }, false],
};

await withBrowser(async (browser) => {
  for (const file of files) {
    for (const [name, [options, act, fullPage = true]] of Object.entries(pictures)) {
      if (only.length && !only.includes(name)) continue;
      const {page, context, complaints} = await open(browser, pathToFileURL(file).href, options);
      try {
        await page.waitForFunction(() => document.documentElement.dataset.drawn === 'yes', null, {timeout: 10_000});
        await act?.(page);
      } catch (failure) {
        console.error(`${name}: ${failure.message}`);
      }
      await page.screenshot({path: join(directory, `${basename(file, '.html')}-${name}.png`), fullPage});
      for (const complaint of complaints) console.error(`${name}: ${complaint}`);
      await context.close();
    }
  }
});
