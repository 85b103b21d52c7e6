// Too much of a medicine: told in the questions or as a dose, whom to call is there at once, what to say names
// it, and a slip of the finger can be set right.
import assert from 'node:assert/strict';
import test from 'node:test';
import { answerAll, answerCard, begin, caseFindings, heading, journal, visit } from './support.mjs';

const sofa = { ...caseFindings(0), age_years: 38, sex: 'male', all_doses_logged: true, vomiting: false };
const tooMuch = { ...sofa, double_dose_taken: true };
const POISON = 'tel:18002221222';

const SAID = {
  en: { took: 'Say what I took', goOn: 'Go on with the questions', note: 'Note this dose', back: 'Back' },
  es: { took: 'Decir lo que tomé', goOn: 'Seguir con las preguntas', note: 'Anotar esta toma', back: 'Atrás' },
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
