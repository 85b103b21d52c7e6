// From what was tapped on a card to the findings that it tells. What a "no" records and which of two values
// weighs more is the protocol's: it comes with the question (core/contract.ts, LoneQuestion).
import type { Findings, LoneQuestion, Question, Value } from '../core/contract';

export type Mark = 'no' | 'yes' | 'unsure';

export interface Line {
  mark: Mark;
  /** Places of the chosen options. */
  chosen: number[];
}

export type Facts = ReadonlyMap<string, LoneQuestion>;

export const NOT_MARKED: Line = { mark: 'no', chosen: [] };

/** A line of a checklist: yes or no to one finding, or a line with options that stands for several. */
export function lineFindings(question: Question, line: Line, facts: Facts): Findings {
  if (!question.options) return { [question.finding]: line.mark === 'unsure' ? null : line.mark === 'yes' };
  const told: Findings = {};
  for (const finding of question.covers) {
    if (line.mark === 'unsure') {
      told[finding] = null;
      continue;
    }
    const none = facts.get(finding)?.none;
    if (none !== null && none !== undefined) told[finding] = none;
  }
  if (line.mark !== 'yes') return told;
  // A yes without more means the first option.
  const values: Findings = {};
  for (const place of line.chosen.length > 0 ? line.chosen : [0])
    for (const [finding, value] of Object.entries(question.options[place]?.sets ?? {}))
      values[finding] = finding in values ? weightier(facts.get(finding), values[finding]!, value) : value;
  return { ...told, ...values };
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
