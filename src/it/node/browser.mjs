// A real Chromium without a window, its pages watched: what they ask for, and what they complain of.

import {createRequire} from 'node:module';

const {chromium} = createRequire(new URL('../../test/npm/package.json', import.meta.url))('playwright-core');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Runs `work(browser)` with a browser that ends with it. */
export async function withBrowser(work) {
  const browser = await chromium.launch({executablePath: '/usr/bin/chromium', args: flags});
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** A new page of a person of their own, with `asked` (addresses) and `complaints` (errors of page and console) as they come. */
export async function open(browser, url, options = {}, before = () => {}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, ...options});
  const page = await context.newPage();
  const asked = [];
  const complaints = [];
  page.setDefaultTimeout(25_000);
  // Else it looks once a frame, and without a window there need not be any.
  const waits = page.waitForFunction.bind(page);
  page.waitForFunction = (what, argument, wanted) => waits(what, argument, {polling: 50, ...wanted});
  await page.addInitScript(before);
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => complaints.push(`${error}`));
  page.on('console', (message) => { if (message.type() === 'error' && !message.location().url.endsWith('/api/v1/session')) complaints.push(`${message.text()} (${message.location().url})`); });
  await page.goto(url);
  return {page, context, asked, complaints};
}

/** Waits until the page shows live figures; else it says what the page shows instead. */
export async function live(page) {
  try {
    await page.waitForFunction(() => document.querySelectorAll('.card').length > 0 && document.getElementById('live').dataset.is === 'live');
  } catch (late) {
    const shown = await page.evaluate(() => `${document.getElementById('live')?.dataset.is}, ${document.readyState}: ${document.body.innerText}`);
    throw new Error(`not live, the page shows: ${shown}`, {cause: late});
  }
}
