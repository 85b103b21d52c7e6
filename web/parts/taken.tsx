// What was taken in the last 24 hours.
import type { ComponentChildren } from 'preact';
import type { TakenDose } from '../core/contract';
import type { App } from '../state/app';
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
            {dose.noted && <span class="faint"> ({dose.noted})</span>}
          </span>
          {beside?.(dose)}
        </li>
      ))}
    </ul>
  );
}
