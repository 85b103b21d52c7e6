// A measure in the units that people know. It is kept in the unit of its finding; this only converts, and
// knows nothing of what the number means.
import type { Region } from '../core/contract';

export type Unit = 'kg' | 'lb';

/** So much of the finding's own unit is one of these. The international pound, exactly. */
const OF_ONE: Record<Unit, number> = { kg: 1, lb: 0.45359237 };

/** Findings that may be told in several units, their own first. */
const UNITS: Record<string, readonly Unit[]> = { weight_kg: ['kg', 'lb'] };

export const unitsOf = (finding: string): readonly Unit[] => UNITS[finding] ?? [];

/** What people use there. */
export const usualUnit = (finding: string, region: Region | null): Unit | undefined =>
  region === 'us' ? unitsOf(finding).at(-1) : unitsOf(finding)[0];

const toTenths = (number: number) => Math.round(number * 10) / 10;

/** In the finding's own unit, to a tenth. */
export const toOwn = (number: number, unit: Unit | undefined): number =>
  unit === undefined ? number : toTenths(number * OF_ONE[unit]);

/** Of the finding's own unit, to a tenth. */
export const fromOwn = (number: number, unit: Unit | undefined): number =>
  unit === undefined ? number : toTenths(number / OF_ONE[unit]);
