// Whole walks, as somebody with a sore back would make them.
import assert from 'node:assert/strict';
import test from 'node:test';
import { answerAll, answerCard, begin, caseFindings, heading, journal, visit } from './support.mjs';

const sofa = caseFindings(0);

async function toThePlan(page, knows = sofa) {
  await begin(page);
  await answerAll(page, knows);
  await page.getByRole('heading', { name: 'Care for it at home, and keep watch' }).waitFor();
}

async function answerChecks(page) {
  await page.getByRole('button', { name: 'A few questions first' }).click();
  for (;;) {
    await page.locator('main [name], .steps').first().waitFor();
    if ((await page.locator('.ask').count()) === 0) return;
    const title = await heading(page);
    const usual = page.locator('button[value="normal"]');
    if (await usual.count()) await usual.click();
    else await page.locator('.foot .finish:enabled').click();
    await page.waitForFunction((old) => document.querySelector('h1').textContent !== old, title);
  }
}

test('the sofa: from the first tap to the plan and a finished cold timer', async () => {
  await visit({}, async ({ page }) => {
    assert.equal(
      await page
        .locator('.start-button')
        .innerText()
        .then((text) => text.split('\n')[0]),
      'My back just went out',
    );
    await toThePlan(page);
    await page.locator('a', { hasText: 'Cold pack' }).click();
    await answerChecks(page);
    await page.getByRole('button', { name: 'Start 15 minutes' }).click();
    await page.locator('.clock').waitFor();
    await page.clock.fastForward('05:01');
    await page.getByText('Look at your skin now.').waitFor();
    await page.getByRole('button', { name: 'It looks as usual: go on' }).click();
    await page.clock.fastForward('05:00');
    assert.match(await page.locator('.clock').innerText(), /^4:5\d$/);
    // Asleep in the drawer, and then some.
    await page.clock.fastForward('30:00');
    await page.getByRole('heading', { name: 'Time is up' }).waitFor();
    await page.getByRole('button', { name: 'On time, at 09:1' }).click();
    await page.getByText('Kept: Cold pack, 15 minutes.').waitFor();
    const did = (await journal(page)).filter((entry) => entry.kind === 'did');
    assert.equal(did.length, 1);
    assert.deepEqual([did[0].measure, did[0].minutes, did[0].seconds], ['cold', 15, 900]);
    const ended = new Date('2026-11-23T09:00:00-05:00').getTime() + 15 * 60_000;
    assert.ok(
      Math.abs(Date.parse(did[0].at) - ended) < 120_000,
      `it ended when it ended, not when it was seen: ${did[0].at}`,
    );
    await page.getByRole('button', { name: 'To my plan' }).click();
    // The core counts the next one from the end of this.
    assert.match(await page.locator('a', { hasText: 'Cold pack' }).innerText(), /Open again at/);
  });
});

/** Warmth or cold, begun, and then nobody looked for so long. */
async function forgotten(page, measure, time) {
  await toThePlan(page);
  await page.locator('a', { hasText: measure }).click();
  await answerChecks(page);
  await page.getByRole('button', { name: /^Start \d+ minutes$/ }).click();
  await page.locator('.clock').waitFor();
  await page.clock.fastForward(time);
}

const deeds = async (page) => (await journal(page)).filter((entry) => entry.kind === 'did');

test('cold that was forgotten: how long, off now, the skin, and what really was is recorded', async () => {
  await visit({}, async ({ page }) => {
    await forgotten(page, 'Cold pack', '01:15:00');
    // Somebody may come back by another screen, or load the page again: nothing is recorded before they said.
    await page.goto(page.url().replace('#timer', '#settings'));
    await page.reload();
    await page.getByRole('heading', { name: 'Time is up' }).waitFor();
    const said = await page.locator('main').innerText();
    assert.match(said, /Take the cold pack off now\./);
    assert.match(said, /Time was up at 09:1\d, (59|60) minutes ago\./);
    assert.match(said, /Look at your skin, and touch it\./);
    assert.deepEqual(await deeds(page), []);
    await page.evaluate(() => (location.hash = '#now'));
    await page.locator('.over-line').getByText('Time is up: Cold pack Take the cold pack off now.').click();
    await page.getByRole('button', { name: 'Now', exact: true }).click();
    await page.getByText(/^Kept: Cold pack, 7\d minutes\.$/).waitFor();
    const [did, ...more] = await deeds(page);
    assert.equal(more.length, 0);
    assert.ok(did.minutes >= 74 && did.minutes <= 76, `${did.minutes}`);
    // The next one counts from when it came off.
    await page.getByRole('button', { name: 'To my plan' }).click();
    assert.match(await page.locator('a', { hasText: 'Cold pack' }).innerText(), /Open again at 12:1\d/);
  });
});

test('warmth that came off in between', async () => {
  await visit({}, async ({ page }) => {
    await forgotten(page, 'Warmth on your back', '50:00');
    await page.getByText('Take the warmth off now.').waitFor();
    await page.getByRole('button', { name: 'In between' }).click();
    for (let n = 0; n < 2; ++n) await page.getByRole('button', { name: 'More' }).click();
    const ago = Number((await page.locator('output').innerText()).match(/About (\d+) minutes ago/)[1]);
    await page.getByRole('button', { name: 'Note this time' }).click();
    await page.getByText(/^Kept: .*, \d+ minutes\.$/).waitFor();
    const [did] = await deeds(page);
    assert.equal(did.measure, 'heat');
    assert.ok(Math.abs(did.minutes - (50 - ago)) <= 1, `${did.minutes} minutes, off ${ago} ago`);
    const off = Date.parse('2026-11-23T09:00:00-05:00') + did.seconds * 1000;
    assert.ok(Math.abs(Date.parse(did.at) - off) < 120_000, did.at);
  });
});

test('cold that is seen when it ends is asked about in one tap', async () => {
  await visit({}, async ({ page }) => {
    await forgotten(page, 'Cold pack', '15:02');
    await page.getByRole('heading', { name: 'Time is up' }).waitFor();
    assert.equal(await page.locator('.came-off button').count(), 1);
    await page.getByRole('button', { name: 'Now', exact: true }).click();
    await page.getByText('Kept: Cold pack, 15 minutes.').waitFor();
    await page.getByRole('button', { name: 'That was a mistake: take it back' }).click();
    await page.locator('.next').waitFor();
    assert.equal((await journal(page)).at(-1).kind, 'retracted');
  });
});

test('numbness between the legs: one card to the call button, which is not left by accident', async () => {
  await visit({}, async ({ page }) => {
    await begin(page);
    await page.getByText('Numb or odd feeling between the legs').click();
    await page.getByRole('button', { name: 'Done' }).click();
    const call = page.getByRole('link', { name: /Call 911/ });
    await call.waitFor();
    assert.equal(await call.getAttribute('href'), 'tel:911');
    assert.match(await page.locator('.say').innerText(), /numbness between my legs/);
    // Nobody told when it began.
    assert.doesNotMatch(await page.locator('.say').innerText(), /It began/);
    assert.ok((await page.locator('.steps li').count()) <= 6);
    // It survives a reload, the phone's own back key, and one tap.
    await page.reload();
    await call.waitFor();
    await page.goBack().catch(() => undefined);
    await page.goto(page.url());
    await call.waitFor();
    await page.getByRole('button', { name: 'Leave this screen' }).click();
    assert.ok(await call.isVisible());
    const leave = page.getByRole('button', { name: /^Leave \(in/ });
    assert.ok(await leave.isDisabled());
    for (let second = 0; second < 11; ++second) await page.clock.runFor(1000);
    await page.getByRole('button', { name: 'Yes, leave' }).click();
    // Help stays the first thing even then.
    assert.equal(await heading(page), 'Get help now');
    assert.ok(await page.getByRole('link', { name: /Call 911/ }).isVisible());
    await page.reload();
    await page.locator('.emergency').waitFor();
  });
});

test('a tap that was wrong is taken back from the emergency screen', async () => {
  await visit({}, async ({ page }) => {
    await begin(page);
    await page.getByText('Numb or odd feeling between the legs').click();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Leave this screen' }).click();
    await page.getByRole('button', { name: 'I tapped wrong: answer again' }).click();
    await page.getByRole('heading', { name: 'Any of these, new since it began?' }).waitFor();
    const entries = await journal(page);
    assert.equal(entries.filter((entry) => entry.kind === 'retracted').length, 1);
  });
});

test('"not sure" of a danger sign is asked once more, in other words', async () => {
  await visit({}, async ({ page }) => {
    await begin(page);
    await page.getByRole('button', { name: /^Not sure: Numb or odd feeling/ }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('Touch between your legs, or wipe.').waitFor();
    await answerAll(page, sofa);
    assert.equal(await heading(page), 'Care for it at home, and keep watch');
  });
});

test('a line with options asks which; one leg that tingles is no emergency', async () => {
  await visit({}, async ({ page }) => {
    await begin(page);
    await page.getByText('Pain down both legs, or any numb').click();
    await page.getByRole('button', { name: 'Done' }).click();
    // Nothing is recorded before it was said which; the focus is where that is said.
    await page.getByRole('alert').getByText(/^Pain down both legs.*: choose which, or “Not sure”\.$/).waitFor();
    await page.waitForFunction(() => document.activeElement.closest('.options'));
    assert.equal((await journal(page)).filter((entry) => entry.kind === 'reported').length, 0);
    await page.getByText('One leg tingles', { exact: true }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.options').length === 0);
    const told = (await journal(page)).find((entry) => entry.kind === 'reported').findings;
    assert.deepEqual([told.both_legs, told.leg_tingling, told.leg_numbness], [false, 'one', 'none']);
    assert.equal(await page.locator('.emergency').count(), 0);
  });
});

test('not sure which: nothing is denied, and it is asked once more', async () => {
  await visit({}, async ({ page }) => {
    await begin(page);
    const line = page.locator('.sign', { hasText: 'Cannot pee, hard to pee' });
    for (let time = 0; time < 2; ++time) {
      await line.locator('.tick').first().click();
      await line.locator('.which-unsure').check();
      await page.getByRole('button', { name: 'Done' }).click();
      await page.waitForFunction(() => document.querySelectorAll('.options').length === 0);
    }
    const told = (await journal(page)).filter((entry) => entry.findings?.urine_retention === null);
    assert.equal(told.length, 2);
    for (const { findings } of told)
      assert.deepEqual([findings.urine_difficulty, findings.urine_incontinence], [null, null]);
    await answerAll(page, sofa);
    assert.equal(await heading(page), 'Talk to a doctor today');
  });
});

test('signs that were marked are told even by somebody who never comes back to the card', async () => {
  await visit({}, async ({ page, context }) => {
    await begin(page);
    await page.locator('.sign input:enabled').first().waitFor();
    await page.getByText('Numb or odd feeling between the legs').click();
    await page.getByText('Pain down both legs, or any numb').click();
    await page.getByText('One leg tingles', { exact: true }).click();
    // At once they are where they were; hours later they stand in the journal, as of when they were marked.
    await page.reload();
    await page.locator('.sign-yes').nth(1).waitFor();
    assert.ok(await page.getByLabel('One leg tingles').isChecked());
    await page.close();
    const later = await context.newPage();
    await later.clock.install({ time: new Date('2026-11-23T15:00:00-05:00') });
    await later.goto(page.url());
    await later.locator('.emergency').waitFor();
    const told = (await journal(later)).filter((entry) => entry.kind === 'reported');
    assert.equal(told.length, 1);
    assert.deepEqual(told[0].findings, { saddle_numbness: true, leg_tingling: 'one' });
    assert.match(told[0].at, /^2026-11-23T09:/);
  });
});

test('a line with options: of two the graver counts', async () => {
  await visit({}, async ({ page }) => {
    await begin(page);
    await page.getByText('Leg or foot weak even apart from the pain').click();
    await page.getByText('One leg weak', { exact: true }).click();
    await page.getByText('Both legs weak', { exact: true }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.locator('.emergency').waitFor();
    const told = (await journal(page)).find((entry) => entry.kind === 'reported').findings;
    assert.equal(told.leg_weakness, 'both');
    assert.equal(told.foot_drop, false);
    assert.equal(told.trauma, 'none');
    assert.equal(told.leg_numbness, 'none');
  });
});

test('two days of check-ins, and how it goes', async () => {
  await visit({}, async ({ page }) => {
    await toThePlan(page);
    for (const [hours, pain, able] of [
      [24, 5, 4],
      [24, 3, 7],
    ]) {
      await page.clock.fastForward(hours * 3_600_000);
      await page.getByRole('button', { name: /Check in: it is time|Answer the next questions/ }).click();
      await page.locator('.ask h1').waitFor();
      const titles = await answerAll(page, {
        ...sofa,
        pain_now: pain,
        function: able,
        felt_change: 'better',
        felt_change_since_last: 'better',
      });
      assert.ok(titles.length <= 8, `a check-in is short: ${titles.join(' | ')}`);
      assert.equal(await heading(page), 'Care for it at home, and keep watch');
    }
    await page.getByRole('link', { name: 'How it goes' }).click();
    assert.equal(await page.locator('.dot-pain').count(), 3);
    assert.equal(await page.locator('.dot-able').count(), 2);
    await page.getByText('As a table').click();
    assert.match(await page.locator('tbody tr').first().innerText(), /\t3\t7\t–$/);
    assert.equal(await page.locator('tbody tr').count(), 3);
  });
});

test('a check-in half answered counts', async () => {
  await visit({}, async ({ page }) => {
    await toThePlan(page);
    await page.clock.fastForward(24 * 3_600_000);
    await page.getByRole('button', { name: 'Check in: it is time' }).click();
    await page.locator('.ask h1').waitFor();
    await answerCard(page, { ...sofa, fever: true });
    // The next card is there, and what was told already stands.
    assert.ok(await page.locator('.ask').isVisible());
    await page.getByRole('button', { name: 'When to get help' }).click();
    await page.getByRole('heading', { name: 'Talk to a doctor today' }).waitFor();
    await page.getByText('I need advice today.').waitFor();
  });
});

test('back takes the last answer back, to the very start', async () => {
  await visit({}, async ({ page }) => {
    await begin(page);
    const first = await answerCard(page, sofa);
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('heading', { name: first }).waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await page.locator('.start-button').waitFor();
    const entries = await journal(page);
    assert.deepEqual(entries.map((entry) => entry.kind).sort(), [
      'began',
      'reported',
      'retracted',
      'retracted',
    ]);
  });
});

test('in Spanish, from a Spanish phone', async () => {
  await visit({ locale: 'es-ES', timezoneId: 'Europe/Madrid' }, async ({ page, watched }) => {
    assert.equal(await page.locator('html').getAttribute('lang'), 'es');
    assert.equal(await page.locator('select').inputValue(), 'eu');
    assert.equal(await page.locator('.call-inline').getAttribute('href'), 'tel:112');
    await begin(page);
    await answerAll(page, sofa);
    assert.match(await heading(page), /casa/);
    assert.ok(watched.requests.some((url) => url.includes('words.es')));
    assert.ok(
      !watched.requests.slice(0, 12).some((url) => url.includes('words.en')),
      'loads a language that nobody reads',
    );
  });
});

test('the language changes in the middle of the questions, and nothing is lost', async () => {
  await visit({}, async ({ page }) => {
    await begin(page);
    await answerCard(page, sofa);
    const before = (await journal(page)).length;
    await page.getByRole('button', { name: 'When to get help' }).click();
    await page.evaluate(() => (location.hash = '#settings'));
    await page.locator('select').first().selectOption('es');
    await page.getByRole('heading', { name: 'Ajustes' }).waitFor();
    await page.reload();
    await page.locator('.ask h1').waitFor();
    assert.equal((await journal(page)).length, before);
    await answerAll(page, sofa);
    assert.match(await heading(page), /casa/);
  });
});

test('keyboard only', async () => {
  await visit({}, async ({ page }) => {
    const tabTo = async (matches) => {
      for (let presses = 0; presses < 80; ++presses) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(matches)) return;
      }
      throw new Error(`Tab does not come to ${matches}`);
    };
    await tabTo(() => document.activeElement.className === 'start-button');
    await page.keyboard.press('Enter');
    await page.locator('.ask h1').waitFor();
    for (let cards = 0; cards < 30 && (await page.locator('.ask').count()); ++cards) {
      const title = await heading(page);
      // The focus is on the heading, so that a screen reader begins there.
      await page.waitForFunction(() => document.activeElement.tagName === 'H1');
      if (await page.locator('.stepper').count()) {
        await tabTo(() => document.activeElement.tagName === 'INPUT');
        await page.keyboard.type(title === 'Your age?' ? '38' : '1');
        await page.keyboard.press('Enter');
      } else if (/hurt/.test(title)) {
        await tabTo(() => document.activeElement.dataset.site === 'low_back');
        await page.keyboard.press('Space');
        await page.waitForFunction(() => document.activeElement.ariaChecked === 'true');
        await tabTo(() => document.activeElement.matches('.finish'));
        await page.keyboard.press('Enter');
      } else if (await page.locator('.foot .finish').count()) {
        await tabTo(() => document.activeElement.matches('.finish'));
        await page.keyboard.press('Enter');
      } else if (await page.locator('.foot-stack').count()) {
        await tabTo(() => document.activeElement.value === 'no');
        await page.keyboard.press('Enter');
      } else {
        await page.keyboard.press('Tab');
        await tabTo(() => document.activeElement.matches('.list .row, .cell'));
        await page.keyboard.press('Enter');
      }
      await page.waitForFunction(
        (old) => document.querySelector('h1').textContent !== old || !document.querySelector('.ask'),
        title,
      );
    }
    assert.ok(await page.locator('.next').isVisible());
  });
});

test('over the map of the body stand its views and the sides of the person, in letters of the page', async () => {
  await visit({}, async ({ page }) => {
    await begin(page);
    while ((await heading(page)) !== 'Where does it hurt?') await answerCard(page, sofa);
    await page.locator('.map-views').waitFor();
    const words = (await page.locator('.map-views').innerText()).split(/\s+/);
    assert.deepEqual(words, ['right', 'Front', 'left', 'left', 'Back', 'right']);
    assert.equal(await page.locator('.map svg text').count(), 0);
    const size = await page.locator('.map-views').evaluate((one) => parseFloat(getComputedStyle(one).fontSize));
    assert.ok(size >= 14, `${size} px`);
    // Nothing is chosen, and nothing looks so.
    const none = page.getByRole('button', { name: 'None of these' });
    const ground = (one) => one.evaluate((button) => getComputedStyle(button).backgroundColor);
    assert.equal(await ground(none), await ground(page.getByRole('button', { name: 'Not sure' })));
  });
});

test('a list that goes on below the screen says so, until its end is seen', async () => {
  await visit({ viewport: { width: 390, height: 600 } }, async ({ page }) => {
    await begin(page);
    await page.locator('.sign').first().waitFor();
    // It is said exactly as long as the end is not seen.
    const agree = () =>
      page.waitForFunction(() => {
        const { bottom } = document.querySelector('.foot').getBoundingClientRect();
        return bottom > innerHeight + 60 ? document.querySelector('.more-below') : bottom <= innerHeight + 1;
      });
    await page.locator('.more-below').waitFor();
    for (let taps = 0; taps < 6; ++taps) {
      const tapped = await page.evaluate(() => {
        const button = document.querySelector('.more-below button');
        button?.click();
        return button !== null;
      });
      if (tapped) await agree();
    }
    assert.ok(await page.getByRole('button', { name: 'None of these' }).isVisible());
    await page.waitForFunction(() => document.querySelector('.more-below') === null);
    assert.ok(
      await page.locator('.foot').evaluate((one) => one.getBoundingClientRect().bottom <= innerHeight + 1),
    );
  });
});
