// How much of a medicine: stepped or typed, and confirmed where it is more than a label allows at one time.
import { useState } from 'preact/hooks';
import type { Amounts } from '../core/contract';
import { typedNumber } from '../words/numbers';
import { useApp } from './use';

const LEAST = 0.5;
const MOST = 1000;
const UNITS: Partial<Record<Amounts['form'], string>> = { liquid_ml: 'ml', gel_g: 'g' };

/** "2", "30 ml" */
export function amountText(of: Amounts, units: number): string {
  const unit = UNITS[of.form];
  return unit ? `${units} ${unit}` : String(units);
}

/** What is known is counted in its own steps; ml and grams in any amount. */
const isCounted = (of: Amounts & { known: boolean }) => of.known && UNITS[of.form] === undefined;

interface Props {
  of: Amounts & { known: boolean };
  units: number;
  /** NaN: what stands there is no amount. */
  set: (units: number) => void;
  most?: number;
}

export function Amount({ of, units, set, most = MOST }: Props) {
  const app = useApp();
  const [typed, setTyped] = useState(String(units));
  const counted = isCounted(of);
  const fits = (number: number) =>
    number >= LEAST && number <= most && (!counted || Number.isInteger(number / of.step));
  const take = (text: string) => {
    const number = typedNumber(text.trim());
    setTyped(text);
    set(fits(number) ? number : NaN);
  };
  const now = typedNumber(typed.trim());
  // From between two steps the next one is a step of its own.
  const below = (Math.ceil(now / of.step) - 1) * of.step;
  const above = (Math.floor(now / of.step) + 1) * of.step;
  const wrong = typed !== '' && !fits(now);
  return (
    <>
      <div class="minutes" role="group" aria-label={app.t('page.medicine.amount')}>
        <button
          class="step"
          type="button"
          aria-label={app.t('page.less')}
          disabled={!(below > 0)}
          onClick={() => take(String(below))}
        >
          −
        </button>
        <label>
          <input
            name="units"
            inputMode="decimal"
            autocomplete="off"
            aria-label={app.t('page.medicine.amount')}
            aria-invalid={wrong}
            aria-describedby="amount-range"
            value={typed}
            onInput={(event) => take(event.currentTarget.value)}
          />
          {UNITS[of.form]}
        </label>
        <button
          class="step"
          type="button"
          aria-label={app.t('page.more')}
          disabled={!(above <= most)}
          onClick={() => take(String(above))}
        >
          +
        </button>
      </div>
      <p id="amount-range" class={wrong ? 'notice' : 'unseen'}>
        {counted && now <= most && now >= LEAST
          ? app.t(of.step < 1 ? 'page.medicine.halves' : 'page.medicine.whole')
          : app.t('page.number_range', { low: counted ? of.step : LEAST, high: most })}
      </p>
    </>
  );
}

/** Whether the core wants a number to be said twice. */
export const isUnusual = (of: Amounts, units: number): boolean =>
  of.confirm_over !== null && units > of.confirm_over;

interface SureProps {
  amount: string;
  yes: () => void;
  no: () => void;
}

/** A slip of the finger must not be kept as what was taken. */
export function Sure({ amount, yes, no }: SureProps) {
  const app = useApp();
  return (
    <section class="leave-asked" role="alert">
      <p>
        <strong>{app.t('page.medicine.sure', { amount })}</strong>
      </p>
      <button class="first" onClick={no}>
        {app.t('page.medicine.sure_no')}
      </button>
      <button class="second" onClick={yes}>
        {app.t('page.medicine.sure_yes', { amount })}
      </button>
    </section>
  );
}
