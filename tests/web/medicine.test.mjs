// May I take this now? A dose that is refused, one that is noted and taken back, and what is asked before.
import assert from 'node:assert/strict';
import test from 'node:test';
import { answerAll, answerCard, begin, caseFindings, heading, journal, visit } from './support.mjs';

const NIGHT = '2026-11-23T23:30:00-05:00';
const sofa = {
  ...caseFindings(0),
  weight_kg: 80,
  age_years: 38,
  sex: 'male',
  all_doses_logged: true,
  profile_unchanged: true,
};

/** What is tapped, in each language. */
const SAID = {
  en: {
    medicine: 'Medicine',
    note: 'Note a dose I took',
    noteIt: 'Note this dose',
    first: 'A few questions first',
    took: 'I took 2 now',
    took_it: 'I have taken it',
    undo: 'Undo',
    wait: 'Wait until 05:00 tomorrow.',
    allowed: 'The label allows this now.',
    day: /^1,150 of 3,000 mg in 24 hours/,
    left: 'In 5 h 30 min',
    cold: 'nyquil liquid',
    headache: 'headache tablets',
    asked: 'paracetamol',
    poison: /1-800-222-1222/,
    told: /^I took a dose of a medicine too soon after the last one\. What I took: .*30 ml\. When: 22:00\. What I took: /,
  },
  es: {
    medicine: 'Medicina',
    note: 'Anotar lo que tomé',
    noteIt: 'Anotar esta toma',
    first: 'Antes, unas preguntas',
    took: 'Tomé 2 ahora',
    took_it: 'Ya lo tomé',
    undo: 'Deshacer',
    wait: 'Espera hasta mañana a las 05:00.',
    allowed: 'La caja lo permite ahora.',
    day: /^1150 de 3000 mg en 24 horas/,
    left: 'En 5 h 30 min',
    cold: 'nyquil liquid',
    headache: 'headache tablets',
    asked: 'paracetamol',
    poison: /1-800-222-1222/,
    told: /^Tomé una dosis de una medicina muy pronto después de la última\. Qué tomé: .*30 ml\. Cuándo: 22:00\. Qué tomé: /,
  },
};
const LOCALES = { en: 'en-US', es: 'es-US' };

async function toMedicine(page, say) {
  await begin(page);
  await answerAll(page, sofa);
  await page.locator('.tabs a', { hasText: say.medicine }).click();
  await page.locator('.field').waitFor();
}

async function search(page, name) {
  await page.locator('input[type=search]').fill(name);
  await page.clock.runFor(400);
  await page.locator('search .list .row').first().click();
}

async function note(page, say, name, time) {
  await page.getByRole('button', { name: say.note }).click();
  await search(page, name);
  await page.locator('input[type=time]').fill(time);
  await page.getByRole('button', { name: say.noteIt }).click();
  await page.locator('.noted').waitFor();
}

async function answerFirst(page, say, knows = sofa) {
  // From the list the questions begin at once.
  if (!(await page.locator('.ask').count()))
    await page.locator('.foot').getByRole('button', { name: say.first }).click();
  await page.locator('.ask h1').waitFor();
  const titles = await answerAll(page, knows);
  await page.locator('.verdict').waitFor();
  return titles;
}

for (const [language, say] of Object.entries(SAID)) {
  const options = { locale: LOCALES[language] };

  test(`a cold drink at ten, two headache tablets at eleven: paracetamol waits (${language})`, async () => {
    await visit({ ...options, time: NIGHT }, async ({ page }) => {
      await toMedicine(page, say);
      await note(page, say, say.cold, '22:00');
      await note(page, say, say.headache, '23:00');
      // Too soon after the first: whom to call is there at once, here and on the first screen.
      await page.locator('.breach .call', { hasText: say.poison }).waitFor();
      assert.match(await page.locator('.say blockquote').innerText(), say.told);
      await search(page, say.asked);
      await page.locator('.verdict').waitFor();
      await answerFirst(page, say);
      assert.equal(await page.locator('.verdict-text').innerText().then((text) => text.split('\n').at(-1)), say.wait);
      assert.equal(await page.locator('.countdown').innerText(), say.left);
      assert.match(await page.locator('.day-text').first().innerText(), say.day);
      assert.ok((await page.locator('.why li').count()) > 0);
      // Nothing to tap that would call a dose allowed.
      assert.equal(await page.getByRole('button', { name: say.took }).count(), 0);
      await page.clock.fastForward('05:31:00');
      await page.locator('.verdict-wait').waitFor({ state: 'detached' });
    });
  });

  test(`a dose in two taps, and taken back (${language})`, async () => {
    await visit(options, async ({ page }) => {
      await toMedicine(page, say);
      const choice = page.locator('.choice', { hasText: 'paracetamol' });
      await choice.click();
      await page.locator('.ask h1').waitFor();
      const titles = await answerFirst(page, say);
      assert.ok(titles.length <= 5, `what is asked first is short: ${titles.join(' | ')}`);
      await page.getByText(say.allowed).waitFor();
      await page.getByRole('button', { name: say.took }).click();
      await page.locator('.noted').waitFor();
      const took = (await journal(page)).filter(({ kind }) => kind === 'took');
      assert.deepEqual(
        took.map(({ product, units }) => [product, units]),
        [['acetaminophen-500', 2]],
      );
      assert.equal(await page.locator('.taken li').count(), 1);
      await page.locator('.noted').getByRole('button', { name: say.undo }).click();
      await page.locator('.noted').waitFor({ state: 'detached' });
      assert.equal(await page.locator('.taken li').count(), 0);
      const retracted = (await journal(page)).filter(({ kind }) => kind === 'retracted');
      assert.deepEqual(retracted.map(({ entry }) => entry), [took[0].id]);
      // What was answered once is not asked again: two taps.
      await choice.click();
      await page.getByRole('button', { name: say.took }).click();
      await page.locator('.noted').waitFor();
    });
  });
}

const say = SAID.en;

test('a dose that is missing from the list is told first, then the list is asked about again', async () => {
  await visit({ time: NIGHT }, async ({ page }) => {
    await toMedicine(page, say);
    await search(page, 'ibuprofen');
    await page.locator('.foot').getByRole('button', { name: say.first }).click();
    await page.locator('.ask h1').waitFor();
    while (!(await heading(page)).startsWith('Is every dose')) await answerCard(page, sofa);
    await page.locator('button[value=no]').click();
    await search(page, 'nyquil liquid');
    await page.locator('input[type=time]').fill('22:00');
    await page.getByRole('button', { name: say.noteIt }).click();
    await page.locator('.ask h1').waitFor();
    // A dose brings questions of its own, and they come first.
    while (!(await heading(page)).startsWith('Is every dose')) await answerCard(page, sofa);
    assert.match(await page.locator('.taken').innerText(), /22:00 30 ml/);
    await answerAll(page, sofa);
    await page.locator('.verdict').waitFor();
    const told = await journal(page);
    assert.equal(told.filter(({ kind }) => kind === 'took').length, 1);
    assert.ok(!told.some(({ findings }) => findings?.all_doses_logged === false));
  });
});

test('a name that nobody knows is asked about all the same, and noted as it was typed', async () => {
  await visit({}, async ({ page }) => {
    await toMedicine(page, say);
    await page.locator('input[type=search]').fill('grandmother drops');
    await page.clock.runFor(400);
    await page.getByRole('button', { name: /None of these/ }).click();
    await page.getByRole('heading', { name: 'grandmother drops' }).waitFor();
    await page.locator('.verdict-ask_first').waitFor();
    await page.getByRole('button', { name: say.took_it }).click();
    await page.getByText('I cannot say how much').click();
    await page.getByRole('button', { name: say.noteIt }).click();
    await page.locator('.noted', { hasText: 'grandmother drops' }).waitFor();
    const took = (await journal(page)).find(({ kind }) => kind === 'took');
    assert.deepEqual([took.amount_known, took.ingredients_mg], [false, {}]);
  });
});

test('a danger sign among the questions comes before every medicine', async () => {
  await visit({}, async ({ page }) => {
    await toMedicine(page, say);
    await search(page, 'ibuprofen');
    await answerFirst(page, say);
    await page.getByRole('button', { name: /^I took/ }).click();
    await page.locator('.noted').waitFor();
    await page.locator('.choice', { hasText: 'Ibuprofen' }).click();
    await page.locator('.ask h1').waitFor();
    while ((await page.locator('.ask').count()) && !(await page.locator('.emergency').count()))
      await answerCard(page, { ...sofa, face_or_throat_swelling: true });
    await page.locator('.emergency').waitFor();
    assert.ok(await page.getByRole('link', { name: /Call 911/ }).isVisible());
  });
});

test('a figure moves only where that is allowed, and the map of the body answers to taps and keys', async () => {
  for (const reducedMotion of ['reduce', 'no-preference'])
    await visit({ reducedMotion }, async ({ page }) => {
      await begin(page);
      while ((await heading(page)) !== 'Where does it hurt?') await answerCard(page, sofa);
      const site = page.locator('[data-site=buttock_left]');
      await site.click();
      assert.equal(await site.getAttribute('aria-checked'), 'true');
      await site.focus();
      for (const [key, checked] of [
        ['Enter', 'false'],
        [' ', 'true'],
      ]) {
        await page.keyboard.press(key);
        await page.waitForFunction((want) => document.activeElement.ariaChecked === want, checked);
      }
      await page.locator('.map-list summary').click();
      assert.ok(await page.locator('input[value=buttock_left]').isChecked());
      await page.locator('.foot .finish').click();
      await page.locator('h1', { hasText: 'How bad' }).waitFor();
      await answerAll(page, sofa);
      assert.equal(await page.locator('.plan-row animate').count(), 0);
      await page.locator('a', { hasText: 'Knee rolls' }).click();
      await page.locator('.figures svg').first().waitFor();
      const moving = await page.locator('.figures animate').count();
      assert.equal(moving > 0, reducedMotion === 'no-preference', reducedMotion);
    });
});
