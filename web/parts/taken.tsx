// What was taken in the last 24 hours, and what to do at once where it was too much or too soon.
import type { ComponentChildren } from 'preact';
import type { TakenDose } from '../core/contract';
import type { App } from '../state/app';
import { CallLines } from './basics';
import { useApp } from './use';

/** "2 x Headache tablet"; what nobody knows stands in the person's own words. */
export function doseText(app: App, dose: TakenDose): string {
  const own = () => {
    const entry = app.entries.find(({ id }) => id === dose.entry);
    return entry && (JSON.parse(entry.text) as { product_text?: string }).product_text;
  };
  const measured = / (ml|g)$/.test(dose.units);
  return `${dose.units}${measured ? ' ' : ' × '}${dose.name ?? own() ?? '?'}`;
}

export function TakenList({ beside }: { beside?: (dose: TakenDose) => ComponentChildren }) {
  const app = useApp();
  const taken = app.medicine?.taken ?? [];
  if (taken.length === 0) return <p>{app.t('page.medicine.taken_none')}</p>;
  return (
    <ul class="taken">
      {taken.map((dose) => (
        <li key={dose.entry}>
          <span>
            <strong>{dose.when}</strong> {doseText(app, dose)}
          </span>
          {beside?.(dose)}
        </li>
      ))}
    </ul>
  );
}

/** Calm, and above everything else: which doses, what to do, and whom to call. */
export function BreachNotice() {
  const app = useApp();
  const { medicine } = app;
  if (!medicine || medicine.breaches.length === 0) return null;
  const name = (entry: string) => medicine.taken.find((dose) => dose.entry === entry);
  return (
    <section class="breach" aria-labelledby="breach">
      <h2 id="breach">{medicine.breach}</h2>
      {medicine.breaches.map(({ entry, text }) => {
        const dose = name(entry);
        return (
          <p key={entry}>
            {dose && `${dose.when} ${doseText(app, dose)}. `}
            {text}
          </p>
        );
      })}
      <CallLines lines={app.advice.help.lines.filter(({ kind }) => kind === 'poison')} />
    </section>
  );
}
