// One sitting with the questions: which card comes next, what was put already, and how to take a step back.
// The core says what to ask; this only remembers what this person has just been asked.
import type { Card, Dose, Question } from '../core/contract';
import { isChecklist } from './answers';

export interface Put {
  card: string;
  finding: string;
  text: string;
  unsure: boolean;
}

export interface Step {
  /** Entries that it wrote; a step back takes them back. */
  entries: string[];
  put: Put[];
  card: string;
}

export interface Sitting {
  occasion: 'interview' | 'checkin' | 'medicine';
  /** Of `medicine`: what is asked about. */
  dose?: Dose;
  /** Milliseconds: the last step. */
  at: number;
  steps: Step[];
  /** Whom to call now, as far as that was shown in this sitting: kinds of lines. */
  called?: string[];
}

/** A card, or one question of it. */
export interface Next {
  card: string;
  title: string;
  checklist: boolean;
  questions: Question[];
}

/**
 * What was put does not come back, even if it was not answered; but a "not sure" may be asked again in other
 * words, and a line with options, which has no others, once more where the core still wants to know.
 */
function wasPut(sitting: Sitting, card: string, question: Question): boolean {
  const puts = sitting.steps
    .flatMap((step) => step.put)
    .filter((put) => put.card === card && put.finding === question.finding);
  const ofOptions = question.options?.some((option) => option.sets) && sitting.occasion === 'interview';
  if (ofOptions && puts.length === 1 && puts[0]!.unsure) return false;
  return puts.some((put) => !put.unsure || put.text === question.text);
}

/** `ask`: the cards that the core has for this sitting now. */
export function nextCard(sitting: Sitting, ask: readonly Card[]): Next | null {
  const begun = sitting.steps.at(-1)?.card;
  const left = ask
    .map((card) => ({ ...card, questions: card.questions.filter((one) => !wasPut(sitting, card.card, one)) }))
    .filter((card) => card.questions.length > 0);
  // A card that was begun is asked to its end.
  const card = left.find((one) => one.card === begun && !whole(one)) ?? left[0];
  if (!card) return null;
  const checklist = whole(card);
  return {
    card: card.card,
    title: card.title,
    checklist,
    questions: checklist ? card.questions : card.questions.slice(0, 1),
  };
}

const whole = (card: Card) => isChecklist(card);

/** Steps done and steps still to come, as far as can be told now. */
export function progress(sitting: Sitting, ask: readonly Card[]): { done: number; all: number } {
  let left = 0;
  for (const card of ask) {
    const open = card.questions.filter((one) => !wasPut(sitting, card.card, one)).length;
    left += whole(card) ? Math.min(open, 1) : open;
  }
  // That it began is a step without a question.
  const done = sitting.steps.filter((step) => step.put.length > 0).length;
  return { done, all: done + left };
}
