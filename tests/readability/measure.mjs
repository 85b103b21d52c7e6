// How easy a screen is to read. English: the school grade of Flesch and Kincaid. Spanish: the ease of Fernández
// Huerta. A number counts as one word of one syllable; so does each word of exempt.json.

import { readFileSync } from 'node:fs';
import { syllable } from 'syllable';
import { spanishSyllables } from './spanish.mjs';

export const SENTENCE_WORDS_MAX = 20;
export const KINDS = ['card', 'plan', 'emergency', 'screen'];

const exempt = JSON.parse(readFileSync(new URL('exempt.json', import.meta.url), 'utf8'));
const NUMBER = new RegExp(exempt.numbers.pattern, 'g');
const STAND_IN = { en: 'one', es: 'dos' };

const perWord = ({ words, syllables }) => syllables / words;
const perSentence = ({ words, sentences }) => words / sentences;

/** What each language is measured with, and its limit. `misses` is how far a value is on the wrong side. */
const MEASURES = {
  en: {
    name: 'grade',
    words: /[A-Za-z][A-Za-z'’-]*/g,
    syllables: syllable,
    value: (counts) => 0.39 * perSentence(counts) + 11.8 * perWord(counts) - 15.59,
    limit: (kind) => (kind === 'emergency' ? 5 : 6),
    misses: (value, limit) => value - limit,
  },
  es: {
    name: 'ease',
    words: /\p{L}[\p{L}'’-]*/gu,
    syllables: spanishSyllables,
    value: (counts) => 206.84 - 60 * perWord(counts) - 1.02 * perSentence(counts),
    limit: () => 70,
    misses: (value, limit) => limit - value,
  },
};

export const LANGUAGES = Object.keys(MEASURES);

/** The line with a full stop where it has no end of its own: a heading is not the start of the next sentence. */
function ended(line) {
  const text = line.trim();
  return text === '' || /[.!?]["'”’»)]*$/.test(text) ? text : `${text}.`;
}

function wordsOf(text, language) {
  return text.replace(NUMBER, STAND_IN[language]).match(MEASURES[language].words) ?? [];
}

function syllablesOf(word, language) {
  const known = exempt.words.some((one) => one.language === language && one.word === word.toLowerCase());
  return known ? 1 : Math.max(1, MEASURES[language].syllables(word));
}

/** The sentences of some lines: { text, words, syllables, value } each; those without a word are left out. */
export function sentencesOf(lines, language) {
  const texts = lines.flatMap((line) => ended(line).split(/(?<=[.!?]["'”’»)]*)\s+/));
  return texts
    .map((text) => {
      const words = wordsOf(text, language);
      const syllables = words.reduce((sum, word) => sum + syllablesOf(word, language), 0);
      const counts = { text, words: words.length, syllables, sentences: 1 };
      return { ...counts, value: words.length === 0 ? 0 : MEASURES[language].value(counts) };
    })
    .filter((sentence) => sentence.words > 0);
}

/** Everything about one screen: value, limit, what is wrong (empty: nothing) and its sentences, the hardest first. */
export function measure(screen) {
  const { name, value: formula, limit: limitOf, misses } = MEASURES[screen.language];
  const sentences = sentencesOf(screen.lines, screen.language);
  if (sentences.length === 0) return { screen, name, value: null, wrong: ['no words'], sentences };
  const sum = (key) => sentences.reduce((total, sentence) => total + sentence[key], 0);
  const value = formula({ words: sum('words'), syllables: sum('syllables'), sentences: sentences.length });
  const limit = limitOf(screen.kind);
  const wrong = [];
  if (misses(value, limit) > 0) wrong.push(`${name} ${value.toFixed(1)}, limit ${limit}`);
  const longest = Math.max(...sentences.map((sentence) => sentence.words));
  if (longest > SENTENCE_WORDS_MAX) wrong.push(`a sentence of ${longest} words, limit ${SENTENCE_WORDS_MAX}`);
  sentences.sort((a, b) => misses(b.value, limit) - misses(a.value, limit));
  return { screen, name, value, limit, wrong, sentences, longest };
}
