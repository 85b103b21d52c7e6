// Too much of a medicine: told in the questions or as a dose, whom to call is there at once, what to say names
// it, and a slip of the finger can be set right.
import assert from 'node:assert/strict';
import test from 'node:test';
import { answerAll, answerCard, begin, caseFindings, heading, journal, visit } from './support.mjs';

const sofa = { ...caseFindings(0), age_years: 38, sex: 'male', all_doses_logged: true, vomiting: false };
const tooMuch = { ...sofa, double_dose_taken: true };
const POISON = 'tel:18002221222';

const SAID = {
  en: { took: 'Say what I took', goOn: 'Answer the next questions', note: 'Note this dose', back: 'Back' },
  es: { took: 'Decir lo que tomé', goOn: 'Responder las siguientes preguntas', note: 'Anotar esta toma', back: 'Atrás' },
};
const LOCALES = { en: 'en-US', es: 'es-US' };

/** Card after card, until whom to call is shown. */
async function toTheCall(page, knows) {
  await begin(page);
  while ((await page.locator('.ask').count()) > 0) await answerCard(page, knows);
  await page.locator('.ask-call').waitFor();
}

async function search(page, name) {
  await page.locator('input[type=search]').fill(name);
  await page.clock.runFor(400);
  await page.locator('search .list .row').first().click();
}

for (const [language, say] of Object.entries(SAID)) {
  test(`too much of a medicine, told in the questions: whom to call is the next screen (${language})`, async () => {
    await visit({ locale: LOCALES[language] }, async ({ page }) => {
      await toTheCall(page, tooMuch);
      const call = page.locator(`.ask-call a[href="${POISON}"]`);
      assert.ok(await call.isVisible());
      assert.equal(await call.count(), 1);
      // One tap to say what was taken; then the questions go on.
      await page.getByRole('button', { name: say.took }).click();
      await search(page, 'ibuprofen-200');
      await page.getByRole('button', { name: say.note }).click();
      await page.locator('.ask-call').waitFor();
      assert.equal((await journal(page)).filter(({ kind }) => kind === 'took').length, 1);
      await page.getByRole('button', { name: say.goOn }).click();
      await page.locator('.ask h1').waitFor();
      await answerAll(page, sofa);
      // It stays in reach, once.
      await page.locator('.next').waitFor();
      assert.equal(await page.locator(`a[href="${POISON}"]`).count(), 1);
      await page.reload();
      await page.locator(`.breach a[href="${POISON}"]`).waitFor();
    });
  });
}

const say = SAID.en;

test('a wrong tick is taken back from the screen that says whom to call', async () => {
  await visit({}, async ({ page }) => {
    await toTheCall(page, tooMuch);
    await page.getByRole('button', { name: say.back }).click();
    await page.locator('.ask h1').waitFor();
    await answerAll(page, sofa);
    await page.locator('.next').waitFor();
    assert.equal(await page.locator(`a[href="${POISON}"]`).count(), 0);
    assert.equal(await heading(page), 'Care for it at home, and keep watch');
  });
});

/** Twenty tablets, where two were meant. */
async function slip(page, sure = 'I took 20') {
  await begin(page);
  await answerAll(page, sofa);
  await page.locator('.tabs a', { hasText: 'Medicine' }).click();
  await page.getByRole('button', { name: 'Note a dose I took' }).click();
  await search(page, 'tylenol extra strength');
  await page.locator('input[name=units]').fill('20');
  await page.getByRole('button', { name: say.note }).click();
  // What is more than a label allows is asked about before it is kept.
  await page.getByText('20 at one time. Is that right?').waitFor();
  assert.equal((await journal(page)).filter(({ kind }) => kind === 'took').length, 0);
  await page.getByRole('button', { name: sure }).click();
}

test('the emergency after a dose says what was taken first, and its slip is set right in three steps', async () => {
  await visit({}, async ({ page }) => {
    await slip(page);
    await page.locator('.emergency').waitFor();
    assert.match(
      await page.locator('.say blockquote').innerText(),
      /^I need help now\. I took too much of a medicine\. What I took: .*500 mg.* How much: 20\. When: 09:0\d\. All of it in 24 hours: .* 10,000 mg\./,
    );
    await page.getByRole('button', { name: 'I made a mistake in what I took' }).click();
    await page.getByRole('button', { name: /^Change the number/ }).click();
    assert.ok(await page.locator('.emergency').isVisible());
    await page.locator('input[name=units]').fill('2');
    await page.getByRole('button', { name: 'I took 2' }).click();
    await page.locator('.emergency').waitFor({ state: 'detached' });
    const told = await journal(page);
    const took = told.filter(({ kind }) => kind === 'took');
    assert.deepEqual(took.map(({ units }) => units).sort((a, b) => a - b), [2, 20]);
    const wrong = took.find(({ units }) => units === 20);
    assert.equal(told.find(({ kind }) => kind === 'retracted').entry, wrong.id);
    assert.equal(took.find(({ units }) => units === 2).taken_at, wrong.at);
    assert.equal(await page.locator(`a[href="${POISON}"]`).count(), 0);
  });
});

test('a dose that was not taken at all goes in three steps; until then the emergency stays', async () => {
  await visit({}, async ({ page }) => {
    await slip(page);
    await page.getByRole('button', { name: 'I made a mistake in what I took' }).click();
    await page.getByRole('button', { name: /^I did not take this/ }).click();
    await page.getByRole('button', { name: 'No, leave it' }).click();
    await page.getByRole('button', { name: /^I did not take this/ }).click();
    assert.ok(await page.locator('.emergency .call').first().isVisible());
    await page.getByRole('button', { name: 'Yes, take it off' }).click();
    await page.locator('.emergency').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.taken li').count(), 0);
  });
});

test('an emergency that was left names the poison line once', async () => {
  await visit({}, async ({ page }) => {
    await slip(page);
    await page.getByRole('button', { name: 'Leave this screen' }).click();
    for (let second = 0; second < 11; ++second) await page.clock.runFor(1000);
    await page.getByRole('button', { name: 'Yes, leave' }).click();
    await page.locator('.next').waitFor();
    assert.equal(await page.locator(`a[href="${POISON}"]`).count(), 1);
    assert.equal(await page.locator('a[href="tel:911"]').count(), 1);
  });
});

test('an amount is typed as people write it; what cannot be is refused, and said', async () => {
  await visit({}, async ({ page }) => {
    await begin(page);
    await answerAll(page, sofa);
    await page.locator('.tabs a', { hasText: 'Medicine' }).click();
    await page.getByRole('button', { name: 'Note a dose I took' }).click();
    await search(page, 'ibuprofen-200');
    const field = page.locator('input[name=units]');
    const noteIt = page.getByRole('button', { name: say.note });
    for (const [typed, taken] of [
      ['1,5', true],
      ['1.3', false],
      ['', false],
      ['0', false],
      ['two', false],
      ['½', true],
    ]) {
      await field.fill(typed);
      assert.equal(await noteIt.isEnabled(), taken, typed);
    }
    await page.getByRole('button', { name: 'More' }).click();
    assert.equal(await field.inputValue(), '1');
    await noteIt.click();
    await page.locator('.noted').waitFor();
    assert.equal((await journal(page)).find(({ kind }) => kind === 'took').units, 1);
  });
});

test('doses stand by when they were taken; one that was told later says so', async () => {
  await visit({}, async ({ page }) => {
    await begin(page);
    await answerAll(page, sofa);
    await page.locator('.tabs a', { hasText: 'Medicine' }).click();
    for (const time of ['08:30', '02:15', '05:00']) {
      await page.getByRole('button', { name: 'Note a dose I took' }).click();
      await search(page, 'lidocaine patch');
      await page.locator('input[type=time]').fill(time);
      await page.getByRole('button', { name: say.note }).click();
      await page.locator('.noted').waitFor();
    }
    const rows = await page.locator('.taken li > span').allInnerTexts();
    assert.deepEqual(rows.map((row) => row.slice(0, 5)), ['08:30', '05:00', '02:15']);
    assert.deepEqual(rows.map((row) => /noted 09:0\d/.test(row)), [false, true, true]);
    // Of a patch no amount is known: that is said, and no number.
    assert.ok(!/At least 0/.test(await page.locator('main').innerText()));
  });
});

test('a weight may be typed in pounds', async () => {
  await visit({}, async ({ page }) => {
    await begin(page);
    await answerAll(page, sofa);
    await page.locator('.tabs a', { hasText: 'Medicine' }).click();
    // Nothing but open questions stands in the way: one tap asks them.
    await page.locator('.choice', { hasText: 'Answer a few questions first.' }).first().click();
    await page.locator('.ask h1').waitFor();
    while ((await heading(page)) !== 'Your weight?') await answerCard(page, sofa);
    await page.locator('.stepper input').fill('180');
    await page.locator('input[name=unit][value=kg]').check();
    assert.equal(await page.locator('.stepper input').inputValue(), '82');
    await page.locator('input[name=unit][value=lb]').check();
    await page.locator('.stepper input').fill('180');
    await page.locator('.foot .first').click();
    await page.waitForFunction(() => document.querySelector('h1').textContent !== 'Your weight?');
    assert.ok((await journal(page)).some(({ findings }) => findings?.weight_kg === 81.6));
  });
});
