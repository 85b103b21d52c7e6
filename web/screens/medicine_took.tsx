// A dose that was taken: how much, and when.
import { useState } from 'preact/hooks';
import type { Asked, Dose, Taken } from '../core/contract';
import { localInstant } from '../journal/entry';
import { Amount, amountText, isUnusual, Sure } from '../parts/amount';
import { Heading, NoticeLine, TopBar } from '../parts/basics';
import { useApp } from '../parts/use';
import type { App } from '../state/app';
import { clockOf } from '../words/clock';

/** What is asked about; the screens of one medicine are shown only where something is. */
export function doseAsked(app: App): Dose {
  return app.dose ?? app.sitting?.dose ?? { ingredients_mg: {}, product_text: '' };
}

async function note(app: App, taken: Taken): Promise<void> {
  const entry = await app.took(doseAsked(app), taken);
  if (entry === undefined) return;
  const sitting = app.sitting?.occasion === 'medicine' ? app.sitting : null;
  const asking = sitting !== null || app.telling;
  await app.askAbout(sitting?.dose ?? null);
  if (asking) return app.go('ask');
  app.go('medicine');
  app.noted = entry;
  app.changed();
}

/** One tap, where the label allows it: no more than it allows. */
export function LogNow({ asked }: { asked: Asked }) {
  const app = useApp();
  const most = Math.max(asked.units_max_now, asked.step);
  const [units, setUnits] = useState(Math.min(asked.usual, most));
  return (
    <>
      <Amount of={{ ...asked, known: asked.product !== null }} units={units} set={setUnits} most={most} />
      <button class="first" disabled={!(units > 0)} onClick={() => void note(app, { units })}>
        {app.t('page.medicine.took_now', { amount: units > 0 ? amountText(asked, units) : '…' })}
      </button>
    </>
  );
}

/** The last time that a clock showed this, before now. */
function lastTime(clock: string, now: Date): Date {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  const at = new Date(now);
  at.setHours(hours, minutes, 0, 0);
  if (at > now) at.setDate(at.getDate() - 1);
  return at;
}

export function Took({ asked }: { asked: Asked }) {
  const app = useApp();
  const [units, setUnits] = useState(asked.usual);
  const [clock, setClock] = useState('');
  const [unsure, setUnsure] = useState(false);
  const [prescribed, setPrescribed] = useState(false);
  const [sure, setSure] = useState(false);
  const dose = doseAsked(app);
  const at = clock ? lastTime(clock, new Date()) : null;
  const day = at && at.toDateString() !== new Date().toDateString();
  const done = () =>
    note(app, {
      ...(unsure ? { amount_known: false } : { units }),
      ...(at && { taken_at: localInstant(at) }),
      ...(prescribed && { prescribed: true }),
    });
  return (
    <div class="screen medicine">
      <TopBar back={() => app.go('medicine', app.sitting ? 'other' : 'may')} />
      <main>
        <NoticeLine />
        <Heading screen={`took ${asked.name}`}>{asked.name ?? ('product_text' in dose ? dose.product_text : '')}</Heading>
        <h2>{app.t('page.medicine.amount')}</h2>
        {!unsure && (
          <Amount of={{ ...asked, known: asked.product !== null }} units={units} set={setUnits} />
        )}
        <label class="row tick">
          <input type="checkbox" name="unsure" checked={unsure} onChange={() => setUnsure(!unsure)} />
          <span>{app.t('page.medicine.amount_unknown')}</span>
        </label>
        <label class="field">
          <span>{app.t('page.medicine.when')}</span>
          <input
            type="time"
            name="time"
            value={clock}
            onInput={(event) => setClock(event.currentTarget.value)}
          />
        </label>
        <p class="hint">
          {at
            ? `${at.toLocaleDateString(app.locale, { weekday: 'long' })}, ${clockOf(at)}`
            : app.t('page.medicine.when_now')}
          {day && ` (${app.t('page.days_yesterday')})`}
        </p>
        <label class="row tick">
          <input
            type="checkbox"
            name="prescribed"
            checked={prescribed}
            onChange={() => setPrescribed(!prescribed)}
          />
          <span>{app.t('page.medicine.prescribed')}</span>
        </label>
      </main>
      <footer class="foot">
        {sure ? (
          <Sure amount={amountText(asked, units)} yes={() => void done()} no={() => setSure(false)} />
        ) : (
          <button
            class="first wide"
            disabled={!unsure && !(units > 0)}
            onClick={() => (!unsure && isUnusual(asked, units) ? setSure(true) : void done())}
          >
            {app.t('page.medicine.note')}
          </button>
        )}
      </footer>
    </div>
  );
}
