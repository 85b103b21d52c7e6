// Reads screens and judges them: what is too hard, and how things stand as a whole.

import { KINDS, LANGUAGES, SENTENCE_WORDS_MAX, measure } from './measure.mjs';

const WORST_SHOWN = 3;

/** The screens of a JSON text; throws where one is not as it must be. */
export function readScreens(text) {
  const screens = JSON.parse(text);
  if (!Array.isArray(screens) || screens.length === 0) throw new Error('no screens: expected a list');
  for (const { id, kind, language, lines } of screens) {
    if (typeof id !== 'string') throw new Error('a screen without id');
    if (!KINDS.includes(kind)) throw new Error(`${id}: kind '${kind}' is none of ${KINDS.join(', ')}`);
    if (!LANGUAGES.includes(language)) throw new Error(`${id}: language '${language}' has no measure`);
    if (!Array.isArray(lines) || !lines.every((line) => typeof line === 'string'))
      throw new Error(`${id}: lines: expected a list of texts`);
  }
  return screens;
}

function worstSentences({ name, sentences }) {
  const shown = sentences.filter((one, place) => place < WORST_SHOWN || one.words > SENTENCE_WORDS_MAX);
  return shown.map((one) => `    ${name} ${one.value.toFixed(1)}, ${one.words} words: ${one.text}`);
}

/** For each language the easiest, the middle and the hardest screen, and the longest sentence. */
function extremes(results) {
  return LANGUAGES.flatMap((language) => {
    const some = results.filter((one) => one.screen.language === language && one.value !== null);
    if (some.length === 0) return [];
    some.sort((a, b) => a.value - b.value);
    const at = (one) => `${one.value.toFixed(1)} (${one.screen.id})`;
    const long = some.reduce((a, b) => (b.longest > a.longest ? b : a));
    const middle = some[Math.floor(some.length / 2)].value.toFixed(1);
    return [`${language}: ${some.length} screens, ${some[0].name} from ${at(some[0])} to ${at(some.at(-1))}, ` +
      `median ${middle}, longest sentence ${long.longest} words (${long.screen.id})`];
  });
}

/** { failed, lines to print } */
export function judge(screens) {
  const results = screens.map(measure);
  const failing = results.filter((one) => one.wrong.length > 0);
  const lines = failing.flatMap((one) => [
    `${one.screen.id} [${one.screen.language}, ${one.screen.kind}]: ${one.wrong.join('; ')}`,
    ...worstSentences(one),
  ]);
  lines.push(...extremes(results), `${results.length - failing.length} passed, ${failing.length} failed`);
  return { failed: failing.length, lines };
}
