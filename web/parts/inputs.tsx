// How a single question is answered with one thumb: choices, sets, a scale of eleven cells, and steppers.
import { useRef, useState } from 'preact/hooks';
import type { Question, Value } from '../core/contract';
import { BodyMap } from './figure';
import { fromOwn, toOwn, type Unit, unitsOf, usualUnit } from '../words/units';
import { MoreBelow } from './more_below';
import { useApp } from './use';

interface Props {
  question: Question;
  answer: (value: Value) => void;
}

export function NotSure({ answer }: { answer: (value: null) => void }) {
  const app = useApp();
  return (
    <button class="second" onClick={() => answer(null)}>
      {app.t('page.not_sure')}
    </button>
  );
}

/** One tap answers. */
export function ChoiceInput({ question, answer }: Props) {
  return (
    <>
      <div class="list">
        {question.options?.map((option) => (
          <button
            key={option.value}
            class="row"
            name={question.finding}
            value={option.value}
            onClick={() => answer(option.value ?? null)}
          >
            {option.text}
          </button>
        ))}
      </div>
      <footer class="foot">
        <NotSure answer={answer} />
      </footer>
    </>
  );
}

export function YesNoInput({ question, answer }: Props) {
  const app = useApp();
  return (
    <footer class="foot foot-stack">
      <button class="row" name={question.finding} value="yes" onClick={() => answer(true)}>
        {app.t('page.yes')}
      </button>
      <button class="row" name={question.finding} value="no" onClick={() => answer(false)}>
        {app.t('page.no')}
      </button>
      <NotSure answer={answer} />
    </footer>
  );
}

export function SetInput({
  question,
  answer,
  draft,
  keep,
}: Props & { draft: string[]; keep: (some: string[]) => void }) {
  const app = useApp();
  const [chosen, setChosen] = useState(new Set(draft));
  const foot = useRef<HTMLElement>(null);
  const toggle = (value: string) => {
    const next = new Set(chosen);
    if (!next.delete(value)) next.add(value);
    setChosen(next);
    keep([...next]);
  };
  const options = question.options ?? [];
  const list = (
    <div
      class={options.length > 10 ? 'list list-two' : 'list'}
      role="group"
      aria-label={question.text}
    >
      {options.map(({ value = '', text }) => (
        <label key={value} class="row tick">
          <input
            type="checkbox"
            name={question.finding}
            value={value}
            checked={chosen.has(value)}
            onChange={() => toggle(value)}
          />
          <span>{text}</span>
        </label>
      ))}
    </div>
  );
  return (
    <>
      {question.finding === 'pain_sites' ? (
        <BodyMap options={options} chosen={chosen} toggle={toggle}>
          {list}
        </BodyMap>
      ) : (
        list
      )}
      <MoreBelow end={foot} />
      <footer ref={foot} class="foot">
        <NotSure answer={answer} />
        {/* Nothing is chosen yet, and this does not look as if it were. */}
        <button
          class={chosen.size > 0 ? 'first finish' : 'second finish'}
          onClick={() =>
            answer(question.options!.map(({ value = '' }) => value).filter((one) => chosen.has(one)))
          }
        >
          {app.t(chosen.size > 0 ? 'page.done' : 'page.none_of_these')}
        </button>
      </footer>
    </>
  );
}

/** Eleven big cells: a hand that shakes hits one, and a slider it does not. */
export function ScaleInput({ question, answer }: Props) {
  return (
    <>
      <div class="scale" role="group" aria-label={question.text}>
        {Array.from({ length: 11 }, (_, n) => (
          <button
            key={n}
            class={`cell cell-${n}`}
            name={question.finding}
            value={n}
            onClick={() => answer(n)}
          >
            {n}
          </button>
        ))}
      </div>
      <footer class="foot">
        <NotSure answer={answer} />
      </footer>
    </>
  );
}

const isScale = (question: Question) => question.type === 'int' && question.low === 0 && question.high === 10;

/** Where a stepper begins: a few taps from what most people mean. */
function firstValue(low: number, high: number, days: boolean): number {
  if (days) return 2;
  return low === 0 && high > 100 ? 40 : low;
}

export function NumberInput(props: Props & { draft: string; keep: (typed: string) => void }) {
  const { question, answer, draft, keep } = props;
  const app = useApp();
  const units = unitsOf(question.finding);
  const [unit, setUnit] = useState(usualUnit(question.finding, app.region));
  const [typed, setTyped] = useState(draft && unit ? String(fromOwn(Number(draft), unit)) : draft);
  if (isScale(question)) return <ScaleInput {...props} />;
  const low = question.low ?? 0;
  const high = question.high ?? 0;
  const step = question.type === 'tenths' && !unit ? 0.1 : 1;
  const shown = typed === '' ? NaN : Number(typed.replace(',', '.'));
  const number = toOwn(shown, unit);
  const fits =
    Number.isFinite(number) &&
    number >= low &&
    number <= high &&
    (question.type === 'tenths' || Number.isInteger(number));
  const set = (text: string, in_ = unit) => {
    setTyped(text);
    // A draft is kept in the finding's own unit.
    const own = toOwn(Number(text.replace(',', '.')), in_);
    keep(in_ && text !== '' && Number.isFinite(own) ? String(own) : text);
  };
  const days = question.finding === 'days_since_onset';
  const move = (by: number) => {
    const next = Number.isFinite(shown) ? shown + by : fromOwn(firstValue(low, high, days), unit);
    set(String(Math.round(Math.min(fromOwn(high, unit), Math.max(fromOwn(low, unit), next)) * 10) / 10));
  };
  const change = (to: Unit) => {
    setUnit(to);
    if (Number.isFinite(number)) set(String(Math.round(fromOwn(number, to))), to);
  };
  return (
    <>
      {days && (
        <div class="list">
          <button class="row" name={question.finding} value="0" onClick={() => answer(0)}>
            {app.t('page.days_today')}
          </button>
          <button class="row" name={question.finding} value="1" onClick={() => answer(1)}>
            {app.t('page.days_yesterday')}
          </button>
        </div>
      )}
      <div class="stepper">
        <button class="step" aria-label={app.t('page.less')} onClick={() => move(-step)}>
          −
        </button>
        <label>
          <span class={days ? 'faint' : 'unseen'}>{days ? app.t('page.days_ago') : question.text}</span>
          <input
            name={question.finding}
            inputMode={question.type === 'tenths' ? 'decimal' : 'numeric'}
            autocomplete="off"
            value={typed}
            aria-invalid={typed !== '' && !fits}
            aria-describedby="range"
            onInput={(event) => set(event.currentTarget.value.trim())}
            onKeyDown={(event) => event.key === 'Enter' && fits && answer(number)}
          />
        </label>
        <button class="step" aria-label={app.t('page.more')} onClick={() => move(step)}>
          +
        </button>
      </div>
      {units.length > 1 && (
        <div class="units" role="radiogroup" aria-label={question.text}>
          {units.map((one) => (
            <label key={one} class="row tick">
              <input
                type="radio"
                name="unit"
                value={one}
                checked={one === unit}
                onChange={() => change(one)}
              />
              <span>{app.t(`page.unit_${one}`)}</span>
            </label>
          ))}
        </div>
      )}
      <p id="range" class={typed !== '' && !fits ? 'notice' : 'unseen'}>
        {app.t('page.number_range', { low: fromOwn(low, unit), high: fromOwn(high, unit) })}
      </p>
      <footer class="foot">
        <NotSure answer={answer} />
        <button class="first finish" disabled={!fits} onClick={() => fits && answer(number)}>
          {app.t('page.done')}
        </button>
      </footer>
    </>
  );
}
