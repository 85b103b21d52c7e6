// A list of signs to tick. "None of these" stands after the last line, so that it speaks only of lines that
// were seen.
import { useEffect, useState } from 'preact/hooks';
import type { Findings, Question } from '../core/contract';
import { type Facts, type Line, lineFindings, NOT_MARKED } from '../state/answers';
import { useApp } from './use';

export type Lines = Record<string, Line>;

interface Props {
  questions: Question[];
  draft: Lines;
  keep: (lines: Lines) => void;
  answer: (findings: Findings) => void;
}

export function Checklist({ questions, draft, keep, answer }: Props) {
  const app = useApp();
  const [lines, setLines] = useState(draft);
  const [explained, setExplained] = useState(false);
  const [facts, setFacts] = useState<Facts>();
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
    keep(all);
  };
  const any = questions.some((question) => line(question).mark !== 'no');
  const done = () => {
    if (facts)
      answer(
        Object.assign({}, ...questions.map((question) => lineFindings(question, line(question), facts))),
      );
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
            set={(next) => set(question, next)}
          />
        ))}
      </ul>
      <footer class="foot">
        <button class="first" disabled={!facts} onClick={done}>
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
  set: (line: Line) => void;
}

function ChecklistRow({ question, line, explained, set }: RowProps) {
  const app = useApp();
  const yes = line.mark === 'yes';
  const unsure = line.mark === 'unsure';
  const options = question.options ?? [];
  const choose = (place: number) => {
    const chosen = line.chosen.includes(place)
      ? line.chosen.filter((one) => one !== place)
      : [...line.chosen, place];
    set({ mark: 'yes', chosen });
  };
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
      {yes && options.length > 1 && (
        <fieldset class="options">
          <legend>{app.t('page.which')}</legend>
          {options.map((option, place) => (
            <label key={option.text} class="row tick">
              <input type="checkbox" checked={line.chosen.includes(place)} onChange={() => choose(place)} />
              <span>{option.text}</span>
            </label>
          ))}
        </fieldset>
      )}
    </li>
  );
}
