// The interview and the check-in: one card a screen, in the order that the core gives.
import { useEffect } from 'preact/hooks';
import type { Findings, Question, Value } from '../core/contract';
import { Heading, NoticeLine, TopBar } from '../parts/basics';
import { CallFirst } from '../parts/call_now';
import { Checklist, type Lines } from '../parts/checklist';
import { ChoiceInput, NumberInput, SetInput, YesNoInput } from '../parts/inputs';
import { TakenList } from '../parts/taken';
import { useApp } from '../parts/use';
import { type Facts, lineFindings, markedFindings } from '../state/answers';
import { draftOf, keepDraft } from '../state/draft';
import { progress } from '../state/sitting';

export function Ask() {
  const app = useApp();
  const card = app.card;
  useEffect(() => {
    if (!app.sitting || !card) app.endSitting();
  }, [card === null]);
  if (!app.sitting || !card) return null;
  if (app.callsFirst) return <CallFirst />;
  const { done, all } = progress(app.sitting, app.asked);
  const question = card.questions[0]!;
  const name = `${card.card}/${card.questions.map((one) => one.finding).join()}/${question.text}`;
  const single = !card.checklist;
  const ofDoses = single && question.finding === 'all_doses_logged';
  const answer = (findings: Findings) => {
    // What is missing from the list is told first; then the list is asked about again.
    if (ofDoses && findings[question.finding] === false) app.go('medicine', 'other');
    else void app.answer(card, findings);
  };
  return (
    <div class="screen ask">
      <TopBar back={() => void app.stepBack()} />
      <main>
        <progress
          class="progress"
          value={done}
          max={all}
          aria-label={app.t('page.progress', { n: done + 1, all })}
        />
        <NoticeLine />
        <Heading screen={name}>{single ? question.text : card.title}</Heading>
        {single && question.help && <p class="hint">{question.help}</p>}
        {ofDoses && <TakenList />}
        {single ? (
          <Single key={name} name={name} question={question} answer={answer} />
        ) : (
          <Checklist
            key={name}
            questions={card.questions}
            draft={draftOf<Lines>(name, {})}
            keep={keepDraft(name)}
            answer={answer}
          />
        )}
      </main>
    </div>
  );
}

interface SingleProps {
  name: string;
  question: Question;
  answer: (findings: Findings) => void;
}

/** One question on a screen of its own. */
export function Single({ name, question, answer }: SingleProps) {
  const one = (value: Value) => answer({ [question.finding]: value });
  const keep = keepDraft(name);
  if (question.type === 'bool' && question.options)
    return <Options question={question} name={name} answer={answer} />;
  if (question.type === 'bool') return <YesNoInput question={question} answer={one} />;
  if (question.type === 'choice') return <ChoiceInput question={question} answer={one} />;
  if (question.type === 'set')
    return <SetInput question={question} answer={one} draft={draftOf<string[]>(name, [])} keep={keep} />;
  return <NumberInput question={question} answer={one} draft={draftOf(name, '')} keep={keep} />;
}

const NO_FACTS: Facts = new Map();

/** A line with options that stands alone: its options are the list. */
function Options({ name, question, answer }: SingleProps) {
  const app = useApp();
  const keep = keepDraft(name);
  return (
    <OptionsList
      question={question}
      draft={draftOf<number[]>(name, [])}
      keep={(chosen) =>
        keep(chosen, markedFindings(question, { mark: chosen.length > 0 ? 'yes' : 'no', chosen }, NO_FACTS))
      }
      answer={async (mark, chosen) => {
        answer(lineFindings(question, { mark, chosen }, await app.facts(question.covers)));
      }}
    />
  );
}

interface OptionsProps {
  question: Question;
  draft: number[];
  keep: (chosen: number[]) => void;
  answer: (mark: 'no' | 'yes' | 'unsure', chosen: number[]) => void;
}

function OptionsList({ question, draft, keep, answer }: OptionsProps) {
  return (
    <SetInput
      question={{
        ...question,
        options: question.options!.map((option, place) => ({ ...option, value: String(place) })),
      }}
      draft={draft.map(String)}
      keep={(some) => keep(some.map(Number))}
      answer={(value) => {
        if (value === null) answer('unsure', []);
        else if (Array.isArray(value)) answer(value.length > 0 ? 'yes' : 'no', value.map(Number));
      }}
    />
  );
}
