// What goes wrong with browsers: no network, no room, a changed clock, closed and doubled tabs, new versions,
// bad files.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import {
  answerAll,
  answerCard,
  begin,
  caseFindings,
  DIST,
  heading,
  journal,
  ROOT,
  visit,
  Watched,
  withProfile,
} from './support.mjs';
import { serve } from './server.mjs';

const sofa = caseFindings(0);
const SIGNS = 'Any of these, new since it began?';

/** The browser's store has no room from now on. */
const fill = (page) =>
  page.evaluate(() => {
    const real = IDBObjectStore.prototype.add;
    window.makeRoom = () => (IDBObjectStore.prototype.add = real);
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
  });

test('storage full: nothing is claimed to be kept, and the card stays', async () => {
  await visit({}, async ({ page }) => {
    await begin(page);
    await fill(page);
    await page.getByText('Numb or odd feeling between the legs').click();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('This could not be kept').waitFor();
    assert.equal(await heading(page), SIGNS);
    assert.equal((await journal(page)).length, 1);
    assert.ok(
      await page.locator('input[name=saddle_numbness]').isChecked(),
      'what was tapped is still there',
    );
    await page.evaluate(() => window.makeRoom());
    await page.getByRole('button', { name: 'Done' }).click();
    await page.locator('.emergency').waitFor();
  });
});

test('storage full when a timer ends: it is said, and tried again', async () => {
  await visit({}, async ({ page }) => {
    await begin(page);
    await answerAll(page, sofa);
    await page.locator('a', { hasText: 'Very short walks' }).click();
    await page.getByRole('button', { name: /^Start/ }).click();
    await fill(page);
    await page.clock.fastForward('06:00');
    await page.getByText('This could not be kept').waitFor();
    assert.equal((await journal(page)).filter((entry) => entry.kind === 'did').length, 0);
    await page.evaluate(() => window.makeRoom());
    await page.getByRole('button', { name: 'Try to keep it again' }).click();
    await page.getByRole('heading', { name: 'Time is up' }).waitFor();
    assert.equal((await journal(page)).filter((entry) => entry.kind === 'did').length, 1);
  });
});

test('a killed tab in mid-interview: the card, and what was ticked on it, are back', async () => {
  await visit({}, async ({ page, context, server }) => {
    await begin(page);
    await answerCard(page, sofa);
    const title = await heading(page);
    await page.locator('.sign input').nth(1).check();
    await page.close({ runBeforeUnload: false });
    const again = await context.newPage();
    await again.goto(server.origin);
    await again.locator('.ask h1').waitFor();
    assert.equal(await heading(again), title);
    assert.ok(await again.locator('.sign input').nth(1).isChecked());
  });
});

test('a timer through a reload', async () => {
  await visit({}, async ({ page }) => {
    await begin(page);
    await answerAll(page, sofa);
    await page.locator('a', { hasText: 'Very short walks' }).click();
    await page.getByRole('button', { name: /^Start/ }).click();
    await page.clock.fastForward('02:00');
    await page.reload();
    assert.match(await page.locator('.clock').innerText(), /^2:5\d$|^3:00$/);
    // A page that was loaded again is silent until somebody taps; that is said in large letters.
    const sound = page.getByRole('button', { name: 'Tap to turn the sound on' });
    assert.ok((await sound.boundingBox()).height >= 72);
    await sound.click();
    await page.clock.runFor(1000);
    await sound.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('heading', { name: 'Stopped' }).waitFor();
    const [did] = (await journal(page)).filter((entry) => entry.kind === 'did');
    assert.ok(did.seconds >= 120 && did.seconds < 130, `${did.seconds} s`);
    await page.getByRole('button', { name: 'That was a mistake: take it back' }).click();
    await page.locator('.next').waitFor();
    assert.equal((await journal(page)).at(-1).kind, 'retracted');
  });
});

test('the clock is moved back: a timer still ends in time, and entries ahead are named', async () => {
  await visit({}, async ({ page }) => {
    await begin(page);
    await answerAll(page, sofa);
    await page.locator('a', { hasText: 'Very short walks' }).click();
    await page.getByRole('button', { name: /^Start/ }).click();
    await page.clock.runFor(60_000);
    await page.clock.setSystemTime(new Date('2026-11-23T07:00:00-05:00'));
    await page.clock.runFor(60_000);
    assert.match(await page.locator('.clock').innerText(), /^[23]:[05]\d$/);
    await page.reload();
    assert.match(await page.locator('.clock').innerText(), /^[23]:[05]\d$/);
    for (let minute = 0; minute < 3; ++minute) await page.clock.runFor(60_000);
    await page.clock.runFor(10_000);
    await page.getByRole('heading', { name: 'Time is up' }).waitFor();
    const [did] = (await journal(page)).filter((entry) => entry.kind === 'did');
    assert.ok(did.at.startsWith('2026-11-23T07:'), did.at);
    await page.getByRole('button', { name: 'To my plan' }).click();
    await page.getByText(/entries are dated ahead of this clock/).waitFor();
  });
});

test('offline, from a cold start', async () => {
  await withProfile(async (launch) => {
    const server = await serve(DIST);
    let context = await launch();
    let page = context.pages()[0];
    await page.goto(server.origin);
    await begin(page);
    await answerCard(page, sofa);
    await page.evaluate(() => navigator.serviceWorker.ready);
    const before = await journal(page);
    await context.close();
    await server.close();

    context = await launch();
    const watched = new Watched();
    watched.follow(context);
    page = context.pages()[0];
    await page.goto(server.origin);
    await page.locator('.ask h1').waitFor();
    assert.deepEqual(await journal(page), before);
    await answerAll(page, sofa);
    assert.equal(await heading(page), 'Care for it at home, and keep watch');
    // The other language and the sources are there too, although nobody had asked for them.
    await page.locator('a', { hasText: 'Cold pack' }).click();
    await page.getByText('Where this comes from').click();
    await page.waitForFunction(() => / /.test(document.querySelector('.sources li')?.textContent ?? ''));
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.locator('select').first().selectOption('es');
    await page.getByRole('heading', { name: 'Ajustes' }).waitFor();
    watched.assertQuiet(server.origin);
    await context.close();
  });
});

test('a new version waits for a good moment, and loses nothing', async () => {
  await withProfile(async (launch) => {
    const server = await serve(DIST);
    const context = await launch();
    const page = context.pages()[0];
    await page.goto(server.origin);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await begin(page);
    const worker = await fetch(`${server.origin}/sw.js`).then((response) => response.text());
    server.change('sw.js', worker.replace(/springback-/, 'springback-') + '\n/* another version */\n');
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    await page.waitForFunction(
      async () => (await navigator.serviceWorker.getRegistration()).waiting !== null,
    );
    // In the middle of the questions nothing is said of it.
    await answerAll(page, sofa);
    const before = await journal(page);
    await page.getByText('A new version is ready.').waitFor();
    const loaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Use it now' }).click();
    await loaded;
    await page.locator('.next').waitFor();
    assert.deepEqual(await journal(page), before);
    assert.equal(
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting),
      null,
    );
    await context.close();
    await server.close();
  });
});

test('two tabs agree: a danger told in one stands on the other', async () => {
  await visit({ clock: false }, async ({ page, context, server }) => {
    await begin(page);
    const other = await context.newPage();
    await other.goto(server.origin);
    await other.locator('.ask h1').waitFor();
    await other.getByText('Numb or odd feeling between the legs').click();
    await other.getByRole('button', { name: 'Done' }).click();
    await page.locator('.emergency').waitFor();
    assert.equal((await journal(page)).filter((entry) => entry.kind === 'began').length, 1);
  });
});

test('the journal saved as a file, erased only when asked twice, and read back in', async () => {
  await visit({ clock: false }, async ({ page, watched }) => {
    await begin(page);
    await answerAll(page, sofa);
    await page.getByRole('link', { name: 'Settings' }).click();
    const downloaded = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as a file' }).click();
    const file = await (await downloaded).path();
    const native = execFileSync(
      `${ROOT}build/release/src/cli/springback`,
      ['advise', '--journal', file, '--json', '--region', 'us'],
      {
        encoding: 'utf8',
      },
    );
    assert.equal(JSON.parse(native).triage.urgency, 'self_care');
    const before = await journal(page);

    await page.getByRole('button', { name: 'Erase everything' }).click();
    await page.getByRole('button', { name: 'No, keep them' }).click();
    assert.equal((await journal(page)).length, before.length);
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await page.getByRole('button', { name: 'Yes, erase' }).click();
    assert.equal((await journal(page)).length, before.length);
    await page.getByRole('button', { name: 'Erase for good' }).click();
    await page.locator('.start-button').waitFor();
    assert.deepEqual(await journal(page), []);

    await page.getByRole('button', { name: 'Settings' }).click();
    await page.setInputFiles('input[type=file]', file);
    await page.getByText(`Taken in: ${before.length} entries.`).waitFor();
    assert.deepEqual(await journal(page), before);
    watched.errors.length = 0;
  });
});

test('a bad file changes nothing, and one clear line says why', async () => {
  await visit({ clock: false }, async ({ page }) => {
    await begin(page);
    await answerAll(page, sofa);
    const before = await journal(page);
    await page.getByRole('link', { name: 'Settings' }).click();
    const good = '{"id":"x1","at":"2026-11-20T09:00:00-05:00","kind":"noted","text":"the new chair"}\n';
    const entry = (id, more) => `{"id":"${id}","at":"2026-11-20T09:00:00-05:00",${more}}\n`;
    const bad = {
      'Line 2 is not an entry': `${good}not json\n`,
      'Line 2 is not an entry: pain_now': good + entry('x2', '"kind":"reported","findings":{"pain_now":70}'),
      'Line 1 is not an entry': '{"id":"x3","at":"yesterday","kind":"noted"}\n',
      'Line 1 tells an entry in other words': entry(before[0].id, '"kind":"noted","text":"another"'),
    };
    for (const [says, text] of Object.entries(bad)) {
      await page.setInputFiles('input[type=file]', {
        name: 'a.jsonl',
        mimeType: 'application/jsonl',
        buffer: Buffer.from(text),
      });
      await page.getByText(says).waitFor();
      assert.deepEqual(await journal(page), before);
    }
    await page.setInputFiles('input[type=file]', {
      name: 'a.jsonl',
      mimeType: 'application/jsonl',
      buffer: Buffer.from(good + good),
    });
    await page.getByText('Taken in: 1 entries.').waitFor();
  });
});

test('a browser without a store for us (a private window) is helped all the same, and told', async () => {
  await visit(
    {
      clock: false,
      prepare: () => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('not here', 'SecurityError');
        };
      },
    },
    async ({ page }) => {
      await page.getByText('This browser keeps nothing').waitFor();
      await begin(page);
      await answerAll(page, sofa);
      assert.equal(await heading(page), 'Care for it at home, and keep watch');
    },
  );
});

test('the alarm can be tried, and settings say what a browser cannot do', async () => {
  await visit({ clock: false }, async ({ page }) => {
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByText('With the screen off, the sound may be late or stay away.').waitFor();
    await page.evaluate(() => {
      window.tones = 0;
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (...when) {
        ++window.tones;
        return start.apply(this, when);
      };
    });
    await page.getByRole('button', { name: 'Test the alarm' }).click();
    await page.getByText('Did you hear it?').waitFor();
    assert.equal(await page.evaluate(() => window.tones), 6);
  });
});

test('on a slow line the first tap counts, although the core has not come yet', async () => {
  await visit({ clock: false, path: '/manifest.webmanifest', heading: 'body' }, async ({ page, server }) => {
    let letThrough;
    const waited = new Promise((resolve) => (letThrough = resolve));
    await page.route('**/*.wasm', async (route) => {
      await waited;
      await route.continue();
    });
    await page.goto(server.origin);
    await page.locator('.start-button').click();
    await page.getByText('One moment.').waitFor();
    assert.deepEqual(await journal(page), []);
    letThrough();
    await page.locator('.ask h1').waitFor();
    assert.equal((await journal(page)).length, 1);
  });
});

test('a core that cannot be had: the numbers to call are there all the same', async () => {
  await visit(
    { clock: false, path: '/manifest.webmanifest', heading: 'body' },
    async ({ page, server, watched }) => {
      await page.route('**/*.wasm', (route) => route.abort());
      await page.goto(server.origin);
      await page.getByText('In an emergency, call 911, 999 or 112.').waitFor();
      watched.errors.length = 0;
    },
  );
});
