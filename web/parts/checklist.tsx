// A list of signs to tick. "None of these" stands after the last line, so that it speaks only of lines that
// were seen.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Findings, Question } from '../core/contract';
import {
  type Facts,
  lacksOption,
  type Line,
  lineFindings,
  markedFindings,
  NOT_MARKED,
} from '../state/answers';
import { MoreBelow } from './more_below';
import { useApp } from './use';

export type Lines = Record<string, Line>;

interface Props {
  questions: Question[];
  draft: Lines;
  keep: (lines: Lines, marked: Findings) => void;
  answer: (findings: Findings) => void;
}

export function Checklist({ questions, draft, keep, answer }: Props) {
  const app = useApp();
  const [lines, setLines] = useState(draft);
  const [explained, setExplained] = useState(false);
  const [facts, setFacts] = useState<Facts>();
  const foot = useRef<HTMLElement>(null);
  // Counts the times that somebody was done without saying which, so that each is said anew.
  const [missed, setMissed] = useState(0);
  const covers = questions.flatMap((question) => (question.options ? question.covers : []));
  useEffect(() => {
    let current = true;
    app.facts(covers).then(
      (known) => current && setFacts(known),
      (error: unknown) => app.tell(error),
    );
    return () => (current = false);
  }, [covers.join(), app.locale]);

  const line = (question: Question) => lines[question.finding] ?? NOT_MARKED;
  const set = (question: Question, next: Line) => {
    const all = { ...lines, [question.finding]: next };
    setLines(all);
    keep(all, Object.assign({}, ...told(all, markedFindings)));
  };
  const told = (all: Lines, tell: typeof lineFindings) =>
    questions.map((one) => tell(one, all[one.finding] ?? NOT_MARKED, facts ?? new Map()));
  const any = questions.some((question) => line(question).mark !== 'no');
  const lacking = questions.filter((question) => lacksOption(question, line(question)));
  const done = () => {
    if (lacking.length > 0) setMissed(missed + 1);
    else if (facts) answer(Object.assign({}, ...told(lines, lineFindings)));
  };
  return (
    <>
      <p class="hint">
        {app.t('page.checklist.hint')}{' '}
        <button class="link" aria-pressed={explained} onClick={() => setExplained(!explained)}>
          {app.t('page.explain')}
        </button>
      </p>
      <ul class="list">
        {questions.map((question) => (
          <ChecklistRow
            key={question.finding}
            question={question}
            line={line(question)}
            explained={explained}
            missed={question === lacking[0] ? missed : 0}
            set={(next) => set(question, next)}
          />
        ))}
      </ul>
      <MoreBelow end={foot} />
      <footer ref={foot} class="foot">
        <button class="first finish" disabled={!facts} onClick={done}>
          {app.t(any ? 'page.done' : 'page.none_of_these')}
        </button>
      </footer>
    </>
  );
}

interface RowProps {
  question: Question;
  line: Line;
  explained: boolean;
  /** Above 0: it was not said which, and this is the place to say it. */
  missed: number;
  set: (line: Line) => void;
}

function ChecklistRow({ question, line, explained, missed, set }: RowProps) {
  const app = useApp();
  const yes = line.mark === 'yes';
  const unsure = line.mark === 'unsure';
  return (
    <li class={unsure ? 'sign sign-unsure' : yes ? 'sign sign-yes' : 'sign'}>
      <div class="sign-line">
        <label class="row tick">
          <input
            type="checkbox"
            name={question.finding}
            checked={yes}
            onChange={() => set({ mark: yes ? 'no' : 'yes', chosen: [] })}
          />
          <span>
            {question.text}
            {unsure && <span class="tag">{app.t('page.not_sure')}</span>}
            {explained && question.help && <span class="help">{question.help}</span>}
          </span>
        </label>
        <button
          class="unsure"
          aria-pressed={unsure}
          aria-label={app.t('page.not_sure_of', { what: question.text })}
          onClick={() => set({ mark: unsure ? 'no' : 'unsure', chosen: [] })}
        >
          ?
        </button>
      </div>
      {yes && (question.options?.length ?? 0) > 1 && <Which {...{ question, line, missed, set }} />}
    </li>
  );
}

/** Which of the options of a line. Somebody who said yes has to say it, be it that they are not sure. */
function Which({ question, line, missed, set }: Omit<RowProps, 'explained'>) {
  const app = useApp();
  const place = useRef<HTMLFieldSetElement>(null);
  const note = `which-${question.finding}`;
  useEffect(() => {
    if (missed === 0) return;
    place.current?.closest('li')?.scrollIntoView({ block: 'start' });
    place.current?.querySelector('input')?.focus();
  }, [missed]);
  const choose = (place: number) => {
    const chosen = line.chosen.includes(place)
      ? line.chosen.filter((one) => one !== place)
      : [...line.chosen, place];
    set({ ...line, chosen });
  };
  return (
    <fieldset ref={place} class="options" aria-describedby={missed > 0 ? note : undefined}>
      <legend>
        <span class="unseen">{question.text}: </span>
        {app.t('page.which')}
      </legend>
      <div role="alert" id={note}>
        {missed > 0 && <p class="notice">{app.t('page.which_missing', { what: question.text })}</p>}
      </div>
      {question.options!.map((option, place) => (
        <label key={option.text} class="row tick">
          <input
            type="checkbox"
            checked={line.chosen.includes(place)}
            onChange={() => choose(place)}
          />
          <span>{option.text}</span>
        </label>
      ))}
      <label class="row tick">
        <input
          type="checkbox"
          class="which-unsure"
          checked={line.restUnsure ?? false}
          onChange={() => set({ ...line, restUnsure: !line.restUnsure })}
        />
        <span>{app.t('page.not_sure')}</span>
      </label>
    </fieldset>
  );
}
