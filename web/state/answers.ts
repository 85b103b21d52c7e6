// From what was tapped on a card to the findings that it tells. What a "no" records and which of two values
// weighs more is the protocol's: it comes with the question (core/contract.ts, LoneQuestion).
import type { Findings, LoneQuestion, Question, Value } from '../core/contract';

export type Mark = 'no' | 'yes' | 'unsure';

export interface Line {
  mark: Mark;
  /** Places of the chosen options. */
  chosen: number[];
  /** "Not sure" was chosen among the options: of the others nothing is known. */
  restUnsure?: boolean;
}

export type Facts = ReadonlyMap<string, LoneQuestion>;

export const NOT_MARKED: Line = { mark: 'no', chosen: [] };

/** A yes to a line with options that does not say which. Nothing follows from it before it does. */
export function lacksOption(question: Question, line: Line): boolean {
  const several = (question.options?.length ?? 0) > 1;
  return line.mark === 'yes' && several && line.chosen.length === 0 && !line.restUnsure;
}

/**
 * A line of a checklist: yes or no to one finding, or a line with options that stands for several. What was not
 * chosen is a no only to somebody who said which; else it is not known.
 */
export function lineFindings(question: Question, line: Line, facts: Facts): Findings {
  if (!question.options) return { [question.finding]: line.mark === 'unsure' ? null : line.mark === 'yes' };
  const unknown = line.mark === 'unsure' || line.restUnsure || lacksOption(question, line);
  const told: Findings = {};
  for (const finding of question.covers) {
    const none = unknown ? null : facts.get(finding)?.none;
    if (unknown || (none !== null && none !== undefined)) told[finding] = none ?? null;
  }
  return line.mark === 'yes' ? { ...told, ...chosenFindings(question, line, facts) } : told;
}

/** What a line that was marked tells before the card is done: nothing is denied yet. */
export function markedFindings(question: Question, line: Line, facts: Facts): Findings {
  if (line.mark === 'no') return {};
  const known = line.mark === 'yes' && question.options && !lacksOption(question, line) && !line.restUnsure;
  return known ? chosenFindings(question, line, facts) : lineFindings(question, line, facts);
}

function chosenFindings(question: Question, line: Line, facts: Facts): Findings {
  const values: Findings = {};
  const places = question.options?.length === 1 ? [0] : line.chosen;
  for (const place of places)
    for (const [finding, value] of Object.entries(question.options?.[place]?.sets ?? {}))
      values[finding] = finding in values ? weightier(facts.get(finding), values[finding]!, value) : value;
  return values;
}

/** Of two values of a choice the one that stands later in the protocol. */
function weightier(fact: LoneQuestion | undefined, one: Value, other: Value): Value {
  const place = (value: Value) => fact?.options?.findIndex((option) => option.value === value) ?? -1;
  if (typeof one === 'boolean') return one || other;
  return place(other) > place(one) ? other : one;
}

/** A card whose lines are all yes or no, and on which "none of these" answers everything. */
export function isChecklist(card: { none: boolean; questions: readonly Question[] }): boolean {
  return card.none && card.questions.every((question) => question.type === 'bool');
}
