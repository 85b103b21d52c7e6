// The measure measured: known words, known texts, and each limit on both sides.

import assert from 'node:assert/strict';
import { measure, sentencesOf } from './measure.mjs';
import { spanishSyllables } from './spanish.mjs';
import { judge, readScreens } from './verdict.mjs';

const SPANISH = {
  1: 'y yo hoy muy ley buey pie bien quien dios cm',
  2: 'agua guerra día río país baúl oír caí después ciudad huevo pierna oiga leer mayo',
  3: 'espalda médico hospital urgencias cuidado pingüino poeta leído línea veintiuna idea ahora oeste dormida',
  4: 'teléfono continúa aéreo vehículo zanahoria almohada',
  5: 'paracetamol ibuprofeno',
  6: 'fisioterapeuta',
  7: 'antiinflamatorio',
};

function checkSpanishSyllables() {
  let words = 0;
  for (const [count, list] of Object.entries(SPANISH))
    for (const word of list.split(' ')) {
      assert.equal(spanishSyllables(word), Number(count), word);
      ++words;
    }
  assert.ok(words >= 40, `${words} words`);
}

const screen = (language, kind, ...lines) => ({ id: `${language} test`, kind, language, lines });
const near = (found, wanted) => assert.ok(Math.abs(found - wanted) < 1e-9, `${found} is not ${wanted}`);

function checkFormulas() {
  near(measure(screen('en', 'card', 'The cat sat on the mat.')).value, 0.39 * 6 + 11.8 * (6 / 6) - 15.59);
  // 11 words, 14 syllables (hap-py, be-cause, wa-ter), 2 sentences.
  near(measure(screen('en', 'card', 'The happy dog ran because it wants water', 'It is hot!')).value,
    0.39 * (11 / 2) + 11.8 * (14 / 11) - 15.59);
  near(measure(screen('es', 'card', 'El gato come pan.')).value, 206.84 - 60 * (6 / 4) - 1.02 * 4);
  near(measure(screen('es', 'card', '¿Te duele la espalda?', 'Ve al médico')).value,
    206.84 - 60 * (12 / 7) - 1.02 * (7 / 2));
}

function checkSentences() {
  const texts = (...lines) => sentencesOf(lines, 'en').map((sentence) => sentence.text);
  assert.deepEqual(texts('About you', 'Sit. "Rest!" Go'), ['About you.', 'Sit.', '"Rest!"', 'Go.']);
  assert.deepEqual(texts('A fever of 38.0 or more'), ['A fever of 38.0 or more.']);
  assert.equal(sentencesOf(['Call 911 or 1,200.'], 'en')[0].words, 4);
  assert.equal(sentencesOf(['Take ibuprofen.'], 'en')[0].syllables, 2);
  assert.equal(sentencesOf(['Toma ibuprofeno.'], 'es')[0].syllables, 3);
}

function checkLimits() {
  const wrong = (...all) => measure(screen(...all)).wrong;
  assert.deepEqual(wrong('en', 'card', 'Lie down. Breathe out. Rest a while.'), []);
  assert.equal(wrong('en', 'card', 'Immediate physiotherapy considerations notwithstanding.').length, 1);
  assert.equal(wrong('es', 'card', 'Consideraciones fisioterapéuticas inmediatas.').length, 1);
  assert.deepEqual(wrong('es', 'card', 'Ve a un médico hoy.'), []);
  const twenty = 'go '.repeat(20).trim();
  assert.deepEqual(wrong('en', 'card', twenty), []);
  assert.deepEqual(wrong('en', 'card', `${twenty} go`), ['a sentence of 21 words, limit 20']);
  assert.equal(wrong('es', 'card', 've '.repeat(21)).length, 1);
  // 10 words, 14 syllables: grade 4.83; one syllable more: 6.01; and 5.6 between the two limits.
  const between = ['en', 'Water, water, water and open paper in a new, good bed.'];
  const grade = measure(screen('en', 'card', between[1])).value;
  assert.ok(grade > 5 && grade <= 6, `${grade}`);
  assert.deepEqual(wrong('en', 'card', between[1]), []);
  assert.equal(wrong('en', 'emergency', between[1]).length, 1);
  assert.deepEqual(wrong('en', 'card', '...'), ['no words']);
}

function checkVerdict() {
  const good = screen('en', 'card', 'Rest a while.');
  const bad = screen('en', 'plan', 'Immediate physiotherapy considerations notwithstanding.');
  assert.deepEqual([judge([good]).failed, judge([good]).lines.at(-1)], [0, '1 passed, 0 failed']);
  const both = judge([good, bad]);
  assert.equal(both.lines.at(-1), '1 passed, 1 failed');
  assert.ok(both.lines.some((line) => line.includes('notwithstanding')));
  assert.throws(() => readScreens('[]'), /no screens/);
  assert.throws(() => readScreens(JSON.stringify([{ ...good, language: 'fr' }])), /en test.*language/);
  assert.throws(() => readScreens(JSON.stringify([{ ...good, kind: 'page' }])), /en test.*kind/);
  assert.throws(() => readScreens(JSON.stringify([{ ...good, lines: 'Rest.' }])), /en test.*lines/);
}

export function selfTest() {
  const checks = [checkSpanishSyllables, checkFormulas, checkSentences, checkLimits, checkVerdict];
  for (const check of checks) check();
  return checks.length;
}
