// Syllables of a Spanish word, from its spelling. Spelling tells nearly everything in Spanish: a syllable for each
// group of vowels, and one more wherever two of a group stand apart (hiatus).

const STRONG = new Set('aeoáéó');
const ACCENTED_WEAK = new Set('íú');
const WEAK = new Set('iuü');

const isVowel = (letter) => STRONG.has(letter) || WEAK.has(letter) || ACCENTED_WEAK.has(letter);

/** Letters as they sound: the mute u of que, qui, gue, gui and the h go; y at the end of a word is an i. */
function sounded(word) {
  return word
    .toLowerCase()
    .normalize('NFC')
    .replace(/qu(?=[eiéí])/g, 'q')
    .replace(/gu(?=[eiéí])/g, 'g')
    .replace(/(?<!c)h/g, '')
    .replace(/y(?=$|[^\p{L}]|[bcdfgjklmnpqrstvwxz])/gu, 'i');
}

/** Whether two neighbouring vowels belong to two syllables: le-er, dí-a, a-ún, an-ti-in-fla... */
function standApart(first, second) {
  if (first === second) return true;
  if (STRONG.has(first) && STRONG.has(second)) return true;
  return (STRONG.has(first) && ACCENTED_WEAK.has(second)) || (ACCENTED_WEAK.has(first) && STRONG.has(second));
}

/** At least one: an abbreviation such as "cm" is read out too. */
export function spanishSyllables(word) {
  let count = 0;
  let before = '';
  for (const letter of sounded(word)) {
    if (isVowel(letter) && (!isVowel(before) || standApart(before, letter))) ++count;
    before = letter;
  }
  return Math.max(count, 1);
}
