// A person at the page: a browser, a phone's screen, and taps in the order in which somebody would make them.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const DIST = `${ROOT}web/dist`;
export const MORNING = '2026-11-23T09:00:00-05:00';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
const ARGUMENTS = {
  executablePath: EXECUTABLE,
  args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
};
const PHONE = {
  viewport: { width: 390, height: 844 },
  locale: 'en-US',
  timezoneId: 'America/New_York',
  reducedMotion: 'reduce',
  hasTouch: true,
};

/** Watches what a page does: errors and requests. A test ends with `assertQuiet`. */
export class Watched {
  errors = [];
  requests = [];

  follow(context) {
    context.on('page', (page) => this.#followPage(page));
    for (const page of context.pages()) this.#followPage(page);
    context.on('request', (request) => this.requests.push(request.url()));
  }

  #followPage(page) {
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (message) => {
      // A bare file has no icon of its own; the browser asks for one at a time of its own choosing.
      const ofIcon = message.location().url.endsWith('/favicon.ico');
      if (message.type() === 'error' && !ofIcon) this.errors.push(message.text());
    });
  }

  assertQuiet(origin) {
    if (this.errors.length > 0) throw new Error(`the page complained: ${this.errors.join(' | ')}`);
    const away = this.requests.filter((url) => !url.startsWith(origin) && !url.startsWith('blob:'));
    if (away.length > 0) throw new Error(`requests left the origin: ${away.join(' ')}`);
  }
}

/** One test: a server, a browser, a page on it; all gone afterwards. */
export async function visit(options, walk) {
  const { time = MORNING, clock = true, path = '/', heading = 'h1', prepare, ...more } = options;
  const server = await serve(DIST);
  const browser = await chromium.launch(ARGUMENTS);
  const context = await browser.newContext({ ...PHONE, ...more });
  const watched = new Watched();
  watched.follow(context);
  try {
    if (prepare) await context.addInitScript(prepare);
    const page = await context.newPage();
    if (clock) await page.clock.install({ time: new Date(time) });
    await page.goto(server.origin + path);
    await page.locator(heading).waitFor();
    await walk({ page, context, server, watched });
    watched.assertQuiet(server.origin);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** A browser that keeps its profile from one start to the next, as an installed page does. */
export async function withProfile(walk) {
  const folder = await mkdtemp(`${tmpdir()}/springback-`);
  try {
    await walk((options = {}) =>
      chromium.launchPersistentContext(folder, { ...ARGUMENTS, ...PHONE, ...options }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The findings of a case, as one request tells them. */
export function caseFindings(number) {
  const lines = readFileSync(`${ROOT}protocol/cases/first.jsonl`, 'utf8').trim().split('\n');
  const { journal } = JSON.parse(lines[number]);
  return Object.assign(
    {},
    ...journal.map((entry) => ({ ...entry.findings, ...(entry.trigger && { trigger: entry.trigger }) })),
  );
}

export const heading = (page) => page.locator('h1').innerText();

/** Waits until another card, or another screen, is shown than `before`. */
async function moved(page, before) {
  await page.waitForFunction(
    (old) => document.querySelector('h1')?.textContent !== old || !document.querySelector('.ask'),
    before,
  );
}

/**
 * Answers the card on the screen from what the person knows; what they do not know is a no, or "not sure".
 */
export async function answerCard(page, knows) {
  const title = await heading(page);
  const field = page.locator('main [name]').first();
  const name = await field.getAttribute('name');
  const told = knows[name];
  if (await page.locator('.sign').count()) {
    for (const box of await page.locator('.sign input').all())
      if (knows[await box.getAttribute('name')] === true) await box.check();
    await page.locator('.foot .finish:enabled').click();
  } else if (await page.locator('input[type=checkbox]').count()) {
    // Where there is a map of the body, the list is folded away under it.
    if (name === 'pain_sites') await page.locator('.map-list summary').click();
    for (const value of Array.isArray(told) ? told : [])
      await page.locator(`input[value="${value}"]`).check();
    await page.locator('.foot .finish').click();
  } else if (await page.locator('.stepper').count()) {
    if (name === 'days_since_onset') await page.locator(`button[value="${told ?? 0}"]`).click();
    else if (told === undefined) await page.locator('.foot .second').click();
    else {
      if (name === 'weight_kg') await page.locator('input[name=unit][value=kg]').check();
      await page.locator('.stepper input').fill(String(told));
      await page.locator('.foot .finish').click();
    }
  } else {
    const value = told === true ? 'yes' : told === false ? 'no' : String(told);
    const button = page.locator(`button[name="${name}"][value="${value}"]`);
    if (told !== undefined && (await button.count())) await button.click();
    else await page.locator('.foot .second').click();
  }
  await moved(page, title);
  return title;
}

/** Card after card, until another screen appears. The titles that were seen. */
export async function answerAll(page, knows) {
  const titles = [];
  while (await page.locator('.ask').count()) {
    titles.push(await answerCard(page, knows));
    if (titles.length > 60) throw new Error(`the questions do not end: ${titles.join(' | ')}`);
  }
  return titles;
}

export async function begin(page) {
  await page.locator('.start-button').click();
  await page.locator('.ask h1').waitFor();
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong with the screen. */
export async function faults(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(async (tags) => {
    // What lies under the tabs can be scrolled out from under them.
    const tabs = document.querySelector('.tabs');
    if (tabs) tabs.style.position = 'static';
    const found = await globalThis.axe.run({ runOnly: tags });
    if (tabs) tabs.style.position = '';
    return found;
  }, TAGS);
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 90)).join(' , ')}`,
  );
}

/** The journal as the browser keeps it, in the order of time. */
export function journal(page) {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opened = indexedDB.open('springback', 1);
        opened.onerror = () => reject(opened.error);
        opened.onsuccess = () => {
          const all = opened.result.transaction('entries').objectStore('entries').getAll();
          all.onsuccess = () => resolve(all.result.map(({ text }) => JSON.parse(text)));
        };
      }),
  );
}
