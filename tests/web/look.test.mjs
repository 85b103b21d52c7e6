// Every screen, in light, in dark, and at twice the text on the narrowest phone: axe finds nothing, nothing
// is wider than the screen, and what is tapped is big enough. SCREENS=FOLDER keeps a picture of each
// (docs/screens is made so).
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import process from 'node:process';
import test from 'node:test';
import { answerAll, answerCard, begin, caseFindings, faults, heading, visit } from './support.mjs';

const SMALLEST_TAP = 44;
const sofa = caseFindings(0);

/** Drawings come a moment after the words. */
const drawn = (page) =>
  page.waitForFunction(() =>
    [...document.querySelectorAll('.figure-small')].every((place) => place.firstElementChild),
  );

/** What is wider than the screen, and targets that a thumb misses. Words in a sentence are let alone. */
const misfits = (page, smallest) =>
  page.evaluate((smallest) => {
    const wrong = [];
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide > 0) {
      const widest = [...document.querySelectorAll('body *')].filter(
        (one) => one.getBoundingClientRect().right > innerWidth + 1,
      );
      wrong.push(`wider than the screen by ${wide}: ${widest.map((one) => one.className).slice(0, 8)}`);
    }
    for (const one of document.querySelectorAll('button, a, select, summary, label.row')) {
      const { width, height } = one.getBoundingClientRect();
      if (width > 0 && (height < smallest || width < smallest))
        wrong.push(`small (${width}x${height}): ${one.textContent.slice(0, 40)}`);
      if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
        wrong.push(`cut: ${one.textContent.slice(0, 40)}`);
    }
    return wrong;
  }, smallest);

/** One main, one heading, a focus that is somewhere, and the language that is spoken. */
const outline = (page) =>
  page.evaluate(() => {
    const wrong = [];
    const count = (what) => document.querySelectorAll(what).length;
    if (count('main') !== 1 || count('h1') !== 1) wrong.push(`${count('main')} main, ${count('h1')} h1`);
    if (document.activeElement === document.body) wrong.push('the focus is nowhere');
    return wrong;
  });

/** Goes through every screen once, and shows each to `see`. */
async function tour(page, see) {
  await see('start');
  await page.getByRole('button', { name: 'Settings' }).click();
  await see('settings-first');
  await page.getByRole('button', { name: 'Back' }).click();
  await begin(page);
  await page.locator('.sign input:enabled').first().waitFor();
  await see('signs');
  await page.locator('.sign').nth(1).locator('label').click();
  await page.locator('.sign').nth(2).locator('.unsure').click();
  await page.getByRole('button', { name: 'Explain' }).click();
  await see('signs-ticked');
  await page.getByRole('button', { name: 'Explain' }).click();
  await page.locator('.sign').nth(2).locator('.unsure').click();
  await page.locator('.sign').nth(1).locator('label').first().click();
  await page.locator('.sign').first().locator('label').click();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.locator('.emergency').waitFor();
  await see('emergency');
  await page.getByRole('button', { name: 'Leave this screen' }).click();
  await see('emergency-leave');
  await page.getByRole('button', { name: 'I tapped wrong: answer again' }).click();
  await page.locator('.sign').first().waitFor();

  const pictures = {
    'What set it off?': 'choice',
    'When did it start?': 'days',
    'Where does it hurt?': 'where',
    'How bad is it now?': 'pain',
    'Your age?': 'age',
  };
  while (await page.locator('.ask').count()) {
    const picture = pictures[await heading(page)];
    if (picture === 'where') await page.locator('[data-site=low_back]').click();
    if (picture) await see(picture);
    if (picture === 'where') await page.locator('[data-site=low_back]').click();
    await answerCard(page, sofa);
  }
  await page.locator('.next').waitFor();
  await see('now');
  await page.getByText('What to watch for, and what comes next').click();
  await page.getByText('More that helps').click();
  await see('now-open');
  await page.getByRole('button', { name: 'When to get help' }).click();
  await see('help');
  await page.getByRole('button', { name: 'Back' }).click();

  await page.locator('a', { hasText: 'Getting up from bed' }).click();
  await page.locator('.figures svg').first().waitFor();
  await see('getting-up');
  await page.getByRole('button', { name: 'Back' }).click();
  await page.locator('a', { hasText: 'Cold pack' }).click();
  await page.locator('.figures svg').first().waitFor();
  await see('measure');
  await page.getByRole('button', { name: 'A few questions first' }).click();
  await page.locator('main [name]').first().waitFor();
  await see('check');
  await page.locator('button[value=normal]').click();
  await page.locator('.sign').first().waitFor();
  await page.locator('.foot .finish:enabled').click();
  await page.getByRole('button', { name: 'Start 15 minutes' }).click();
  await page.locator('.clock').waitFor();
  await page.clock.runFor(1000);
  await see('timer');
  await page.clock.fastForward('05:01');
  await page.getByText('Look at your skin now.').waitFor();
  await see('timer-skin');
  await page.clock.fastForward('01:15:00');
  await page.getByRole('heading', { name: 'Time is up' }).waitFor();
  await page.getByRole('button', { name: 'In between' }).click();
  await see('timer-over');
  await page.getByRole('button', { name: 'Now', exact: true }).click();
  await page.getByRole('heading', { name: 'Noted' }).waitFor();
  await see('timer-noted');
  await page.getByRole('button', { name: 'To my plan' }).click();
  await page.locator('.next').waitFor();
  await see('now-after-cold');

  for (const [pain, able] of [
    [6, 3],
    [5, 5],
    [3, 7],
  ]) {
    await page.clock.fastForward(24 * 3_600_000);
    await page.getByRole('button', { name: 'Check in: it is time' }).click();
    await page.locator('.ask h1').waitFor();
    if (pain === 6) await see('checkin');
    await answerAll(page, {
      ...sofa,
      pain_now: pain,
      function: able,
      felt_change: 'better',
      felt_change_since_last: 'better',
    });
    if (pain !== 5) continue;
    await page.locator('a', { hasText: 'Very short walks' }).click();
    await page.getByRole('button', { name: /^Start/ }).click();
    await page.clock.fastForward('06:00');
    await page.getByRole('button', { name: 'To my plan' }).click();
  }
  await page.getByRole('link', { name: 'How it goes' }).click();
  await page.locator('.chart').waitFor();
  await see('course');
  await page.getByText('As a table').click();
  await see('course-table');
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await see('settings');
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await see('settings-erase');
  await page.getByRole('button', { name: 'No, keep them' }).click();

  await page.getByRole('link', { name: 'Now' }).click();
  await page.getByRole('button', { name: 'Check in now' }).click();
  await page.locator('.ask h1').waitFor();
  await answerAll(page, { ...sofa, fever: true });
  await page.getByRole('heading', { name: 'Talk to a doctor today' }).waitFor();
  await see('now-today');
  await page.getByText('Not now, and why').click();
  await see('now-today-closed');
  await page.getByRole('button', { name: 'When to get help' }).click();
  await see('help-today');
}

/** The screens about medicine, from a first question to a dose that was too soon. */
async function medicineTour(page, see) {
  const health = { ...sofa, weight_kg: 80, age_years: 38, all_doses_logged: true, profile_unchanged: true };
  const ask = async (name) => {
    await page.locator('input[type=search]').fill(name);
    await page.clock.runFor(400);
    await page.locator('search .list .row').first().waitFor();
  };
  await begin(page);
  await answerAll(page, sofa);
  await page.locator('.tabs a', { hasText: 'Medicine' }).click();
  await page.locator('.field').waitFor();
  await see('medicine');
  await ask('tylenol');
  await see('medicine-found');
  await page.locator('search .list .row', { hasText: '500 mg' }).first().click();
  await page.locator('.verdict').waitFor();
  await see('medicine-questions-first');
  await page.getByRole('button', { name: 'A few questions first' }).click();
  await page.locator('.ask h1').waitFor();
  while (await page.locator('.ask').count()) {
    if ((await heading(page)) === 'What you take every day') await see('medicine-daily');
    if ((await heading(page)) === 'Your weight?') await see('medicine-weight');
    await answerCard(page, health);
  }
  await page.locator('.verdict').waitFor();
  await see('medicine-allowed');
  await page.getByRole('button', { name: 'I took 2 now' }).click();
  await page.locator('.noted').waitFor();
  await see('medicine-noted');
  await page.locator('.choice', { hasText: 'Acetaminophen' }).click();
  await page.locator('.ask h1').waitFor();
  await answerAll(page, health);
  await page.locator('.verdict-wait').waitFor();
  await page.locator('.sources summary').first().click();
  await see('medicine-wait');
  await page.getByRole('button', { name: 'I have taken it' }).click();
  await see('medicine-took');
  await page.getByRole('button', { name: 'Note this dose' }).click();
  await page.locator('.breach').waitFor();
  await see('medicine-breach');
  await page.getByRole('link', { name: 'Now' }).click();
  await page.locator('.next').waitFor();
  await see('now-breach');
}

/** Too much of a medicine: told in the questions, and noted as a dose by a slip of the finger. */
async function overdoseTour(page, see) {
  await begin(page);
  while (await page.locator('.ask').count()) await answerCard(page, { ...sofa, double_dose_taken: true });
  await page.locator('.ask-call').waitFor();
  await see('call-first');
  await page.getByRole('button', { name: 'Say what I took' }).click();
  await page.locator('input[type=search]').fill('tylenol extra strength');
  await page.clock.runFor(400);
  await page.locator('search .list .row').first().click();
  await page.locator('input[name=units]').fill('2.2');
  await see('took-wrong');
  await page.locator('input[name=units]').fill('20');
  await page.getByRole('button', { name: 'Note this dose' }).click();
  await page.getByRole('button', { name: 'I took 20' }).waitFor();
  await see('took-sure');
  await page.getByRole('button', { name: 'I took 20' }).click();
  await page.locator('.emergency').waitFor();
  await page.getByRole('button', { name: 'I made a mistake in what I took' }).click();
  await see('slip');
  await page.getByRole('button', { name: /^I did not take this/ }).click();
  await see('slip-remove');
  await page.getByRole('button', { name: 'No, leave it' }).click();
  await page.getByRole('button', { name: /^Change the number/ }).click();
  await page.locator('input[name=units]').fill('12');
  await see('slip-change');
  await page.getByRole('button', { name: 'I took 12' }).click();
  await page.getByRole('button', { name: 'I took 12' }).waitFor();
  await see('slip-sure');
}

const LOOKS = [
  { name: 'light', colorScheme: 'light', picture: true },
  { name: 'dark', colorScheme: 'dark', picture: true },
  {
    name: 'twice the text at 320',
    colorScheme: 'light',
    viewport: { width: 320, height: 640 },
    text: '200%',
  },
];

const TOURS = {
  'every screen': tour,
  'every screen about medicine': medicineTour,
  'every screen after too much of one': overdoseTour,
};

for (const [what, walk] of Object.entries(TOURS))
  for (const { name, picture, text, ...options } of LOOKS)
    test(`${what}, ${name}`, async () => {
      const folder = picture ? process.env.SCREENS : undefined;
      if (folder) mkdirSync(folder, { recursive: true });
      const wrong = [];
      await visit(options, async ({ page }) => {
        if (text) await page.evaluate((size) => (document.documentElement.style.fontSize = size), text);
        await walk(page, async (screen) => {
          await page.waitForTimeout(60);
          await drawn(page);
          for (const fault of await faults(page)) wrong.push(`${screen}: ${fault}`);
          for (const fault of await outline(page)) wrong.push(`${screen}: ${fault}`);
          for (const misfit of await misfits(page, text ? 24 : SMALLEST_TAP))
            wrong.push(`${screen}: ${misfit}`);
          if (folder) await page.screenshot({ path: `${folder}/${screen}-${name}.png` });
        });
      });
      assert.deepEqual(wrong, []);
    });
