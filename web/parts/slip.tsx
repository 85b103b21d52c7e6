// A dose that was noted by a slip of the finger, set right on the emergency screen. Nothing goes away by
// accident: the list is opened, a dose is chosen, and that is confirmed.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { TakenDose } from '../core/contract';
import { Amount, amountText, isUnusual, Sure } from './amount';
import { doseText, TakenList } from './taken';
import { useApp } from './use';

export function Slip() {
  const app = useApp();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<{ dose: TakenDose; how: 'change' | 'remove' } | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus();
    title.current?.parentElement?.scrollIntoView({ block: 'nearest' });
  }, [open, chosen]);
  const taken = app.medicine?.taken ?? [];
  if (taken.length === 0 || !app.advice.call_now.some(({ kind }) => kind === 'poison')) return null;
  if (!open)
    return (
      <button class="quiet slip" onClick={() => setOpen(true)}>
        {app.t('page.slip.open')}
      </button>
    );
  const done = () => setChosen(null);
  return (
    <section class="leave-asked" aria-labelledby="slip">
      <h2 id="slip" ref={title} tabIndex={-1}>{app.t('page.medicine.taken')}</h2>
      {chosen === null && (
        <TakenList
          beside={(dose) => (
            <span class="slip-ways">
              <button class="second small" onClick={() => setChosen({ dose, how: 'change' })}>
                {app.t('page.slip.change')}
                <span class="unseen"> {doseText(app, dose)}</span>
              </button>
              <button class="second small" onClick={() => setChosen({ dose, how: 'remove' })}>
                {app.t('page.slip.remove')}
                <span class="unseen"> {doseText(app, dose)}</span>
              </button>
            </span>
          )}
        />
      )}
      {chosen?.how === 'change' && <Change key={chosen.dose.entry} dose={chosen.dose} done={done} />}
      {chosen?.how === 'remove' && <Remove key={chosen.dose.entry} dose={chosen.dose} done={done} />}
    </section>
  );
}

interface Props {
  dose: TakenDose;
  done: () => void;
}

function Remove({ dose, done }: Props) {
  const app = useApp();
  const after = () => (done(), app.changed());
  return (
    <>
      <p>
        <strong>
          {dose.when} {doseText(app, dose)}
        </strong>
      </p>
      <p>{app.t('page.slip.remove_asked')}</p>
      <button class="first" onClick={done}>
        {app.t('page.slip.keep')}
      </button>
      <button class="second" onClick={() => void app.retract(dose.entry).then(after)}>
        {app.t('page.slip.remove_yes')}
      </button>
    </>
  );
}

function Change({ dose, done }: Props) {
  const app = useApp();
  const [units, setUnits] = useState(dose.amount ?? dose.usual);
  const [asked, setAsked] = useState(false);
  const after = () => (done(), app.changed());
  const save = () => void app.correct(dose.entry, units).then(after);
  const amount = amountText(dose, units);
  if (asked) return <Sure amount={amount} yes={save} no={() => setAsked(false)} />;
  return (
    <>
      <p>
        <strong>
          {dose.when} {doseText(app, dose)}
        </strong>
      </p>
      <Amount of={{ ...dose, known: dose.name !== null }} units={units} set={setUnits} />
      <button
        class="second"
        disabled={!(units > 0) || units === dose.amount}
        onClick={() => (isUnusual(dose, units) ? setAsked(true) : save())}
      >
        {app.t('page.medicine.sure_yes', { amount: units > 0 ? amount : '…' })}
      </button>
      <button class="first" onClick={done}>
        {app.t('page.slip.keep')}
      </button>
    </>
  );
}
