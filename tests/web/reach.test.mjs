// People who use the page in other ways: a keyboard or a screen reader from the first question to a timer,
// Spanish in the dark, and a journal that comes from another device.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import {
  answerAll,
  answerCard,
  begin,
  caseFindings,
  DIST,
  faults,
  heading,
  journal,
  visit,
} from './support.mjs';

const sofa = caseFindings(0);

/** Goes on with Tab until the focus is on what `matches`; no step leaves the page. */
async function tabTo(page, matches, argument) {
  for (let presses = 0; presses < 120; ++presses) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(matches, argument)) return;
  }
  throw new Error(`Tab does not come to ${matches} ${argument}`);
}

const named = (text) => document.activeElement.innerText?.trim().startsWith(text);
const labelled = (text) => document.activeElement.closest('label')?.innerText.trim() === text;

/** Presses a button by its words. */
async function press(page, words) {
  await tabTo(page, named, words);
  await page.keyboard.press('Enter');
}

/** The focus is on the heading of another screen than `before`. */
const arrived = (page, before) =>
  page.waitForFunction(
    (old) => document.activeElement.tagName === 'H1' && document.activeElement.textContent !== old,
    before,
  );

async function answerByKeys(page) {
  const title = await heading(page);
  if (await page.locator('.stepper').count()) {
    await tabTo(page, () => document.activeElement.tagName === 'INPUT');
    await page.keyboard.type(title === 'Your age?' ? '38' : '1');
    await page.keyboard.press('Enter');
  } else if (await page.locator('.foot .finish').count()) {
    await tabTo(page, () => document.activeElement.matches('.finish'));
    await page.keyboard.press('Enter');
  } else if (await page.locator('.foot-stack').count()) {
    await press(page, 'No');
  } else {
    await tabTo(page, () => document.activeElement.matches('.list .row, .cell'));
    await page.keyboard.press('Enter');
  }
  await page.waitForFunction(
    (old) => document.querySelector('h1').textContent !== old || !document.querySelector('.ask'),
    title,
  );
}

test('keys only, from the start over a line with options to the plan, and through a timer of warmth', async () => {
  await visit({}, async ({ page }) => {
    await press(page, 'My back just went out');
    await arrived(page, 'We are with you.');
    // A sign with options: said without which, then with it.
    await tabTo(page, labelled, 'A crash, fall or knock');
    await page.keyboard.press('Space');
    await press(page, 'Done');
    await page.waitForFunction(() => document.activeElement.matches('.options input'));
    const options = page.locator('.options .row');
    const minor = (await options.nth(1).innerText()).trim();
    if (!(await page.evaluate(labelled, minor))) await tabTo(page, labelled, minor);
    await page.keyboard.press('Space');
    const first = await heading(page);
    await press(page, 'Done');
    await arrived(page, first);
    for (let cards = 0; cards < 40 && (await page.locator('.ask').count()); ++cards) await answerByKeys(page);
    assert.equal((await journal(page)).find((entry) => entry.findings?.trauma).findings.trauma, 'minor');

    const plan = await heading(page);
    await press(page, 'Warmth on your back');
    await arrived(page, plan);
    const item = await heading(page);
    await press(page, 'A few questions first');
    await arrived(page, item);
    await page.locator('main [name]').first().waitFor();
    for (let cards = 0; cards < 4 && (await page.locator('.ask').count()); ++cards) await answerByKeys(page);
    await press(page, 'Start');
    await page.locator('.clock').waitFor();
    await page.clock.fastForward('05:01');
    await page.getByText('Look at your skin now.').waitFor();
    await press(page, 'It looks as usual');
    await page.locator('.skin').waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement.tagName === 'H1');
    await page.clock.fastForward('40:00');
    await page.getByRole('heading', { name: 'Time is up' }).waitFor();
    await arrived(page, item);
    await press(page, 'In between');
    await page.waitForFunction(() => document.activeElement.matches('.step'));
    await press(page, 'Note this time');
    await arrived(page, 'Time is up');
    await press(page, 'To my plan');
    await arrived(page, 'Noted');
    const [did] = (await journal(page)).filter((entry) => entry.kind === 'did');
    assert.ok(did.measure === 'heat' && did.minutes >= 38 && did.minutes <= 45, JSON.stringify(did));
  });
});

/** Sentences of the other language that are not the same in this one. */
function sentences(locale) {
  const words = readFileSync(`${DIST}/../generated/words.${locale}.txt`, 'utf8').split('\n').slice(1);
  const page = Object.values(JSON.parse(readFileSync(`${DIST}/../generated/page.${locale}.json`, 'utf8')));
  return new Set([...words, ...page].filter((sentence) => sentence.length > 3));
}

test('the whole interview in Spanish and in the dark: no fault, and no English', async () => {
  const spanish = sentences('es');
  const english = [...sentences('en')].filter((sentence) => !spanish.has(sentence));
  const wrong = [];
  await visit({ locale: 'es-MX', colorScheme: 'dark' }, async ({ page }) => {
    const see = async () => {
      await page.waitForTimeout(60);
      const title = await heading(page);
      for (const fault of await faults(page)) wrong.push(`${title}: ${fault}`);
      const lines = (await page.locator('body').innerText()).split('\n').map((line) => line.trim());
      for (const line of lines) if (english.includes(line)) wrong.push(`${title}: ${line}`);
    };
    await see();
    await begin(page);
    while (await page.locator('.ask').count()) {
      await see();
      await answerCard(page, sofa);
    }
    await page.locator('.next').waitFor();
    await see();
    await page.locator('.plan-heat').click();
    await see();
    await page.locator('.foot .first').click();
    await page.locator('main [name]').first().waitFor();
    await see();
    await page.locator('button[value=normal]').click();
    await page.locator('.sign').first().waitFor();
    await see();
    await page.locator('.foot .finish:enabled').click();
    await page.getByRole('button', { name: /^Empezar \d+ minutos$/ }).click();
    await page.locator('.clock').waitFor();
    await see();
    await page.clock.fastForward('01:15:00');
    await page.locator('.came-off').waitFor();
    await see();
    await page.getByRole('button', { name: 'A tiempo' }).click();
    await page.getByText(/^Guardado: .*, \d+ minutos\.$/).waitFor();
    await see();
  });
  assert.deepEqual(wrong, []);
});

test('a journal from another device, read into an empty browser', async () => {
  let file;
  let plan;
  await visit({}, async ({ page }) => {
    await begin(page);
    await answerAll(page, sofa);
    plan = await page.locator('.plan-title').allInnerTexts();
    await page.locator('.tabs a', { hasText: 'Settings' }).click();
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as a file' }).click(),
    ]);
    assert.equal(saved.suggestedFilename(), 'springback.jsonl');
    file = readFileSync(await saved.path());
  });
  const lines = file.toString().trim().split('\n');
  await visit({ time: '2026-11-23T09:30:00-05:00' }, async ({ page }) => {
    await page.getByRole('button', { name: 'Settings' }).click();
    const read = (buffer) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: 'springback.jsonl', mimeType: 'application/jsonl', buffer });
    await read(file);
    await page.getByRole('status').getByText(`Taken in: ${lines.length} entries. Known before: 0.`).waitFor();
    assert.deepEqual(
      (await journal(page)).map((entry) => entry.id).sort(),
      lines.map((line) => JSON.parse(line).id).sort(),
    );
    // Twice is once; a line that is no entry is named, and nothing of its file is taken in.
    await read(file);
    await page.getByText(`Taken in: 0 entries. Known before: ${lines.length}.`).waitFor();
    await read(Buffer.from(`${lines[0]}\nnot an entry\n`));
    await page.getByText('Line 2 is not an entry').waitFor();
    await page.evaluate(() => (location.hash = '#now'));
    await page.locator('.next').waitFor();
    assert.deepEqual(await page.locator('.plan-title').allInnerTexts(), plan);
    await page.reload();
    await page.locator('.next').waitFor();
    assert.deepEqual(await page.locator('.plan-title').allInnerTexts(), plan);
  });
});
