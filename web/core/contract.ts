// The documents of the contract (docs/formats), as the page reads and writes them.

export type Locale = 'en' | 'es';
export type Region = 'us' | 'uk' | 'eu' | 'other';
export type Urgency = 'emergency' | 'today' | 'soon' | 'routine' | 'self_care' | 'undecided';
export type Value = boolean | number | string | string[] | null;
export type Findings = Record<string, Value>;

/** What an entry says, before it is stamped with an id and an instant. */
export type Fact =
  | { kind: 'began'; onset_at?: string }
  | { kind: 'reported'; findings: Findings }
  | ({ kind: 'took' } & Dose & Taken)
  | { kind: 'did'; measure: string; item?: string; minutes: number; seconds: number }
  | { kind: 'recovered' }
  | { kind: 'retracted'; entry: string };

/** Which medicine: a product that is known, or what is in one of it. */
export type Dose =
  | { product: string }
  | { ingredients_mg: Record<string, number>; product_text: string };

/** How much of it, and when, if not now. */
export interface Taken {
  units?: number;
  amount_known?: false;
  taken_at?: string;
  prescribed?: true;
}

export interface Option {
  text: string;
  value?: string;
  sets?: Findings;
}

export interface Question {
  finding: string;
  covers: string[];
  type: 'bool' | 'int' | 'tenths' | 'choice' | 'set';
  text: string;
  help: string;
  options?: Option[];
  low?: number;
  high?: number;
}

/** A question by itself: what a plain no to it records, too. */
export interface LoneQuestion extends Question {
  again: string | null;
  none: boolean | string | null;
}

export interface Card {
  card: string;
  title: string;
  questions: Question[];
  none: boolean;
}

export interface PlanItem {
  id: string;
  kind: string;
  state: 'open' | 'check_first' | 'later' | 'closed';
  check: string[];
  reasons: { id: string; text: string }[];
  title: string;
  how: string[];
  minutes: number | null;
  minutes_max: number | null;
  open_at: string | null;
  why: string;
  sources: string[];
  grade: string;
  watch: string;
}

export interface HelpLine {
  region: Region;
  kind: 'emergency' | 'urgent' | 'poison' | 'crisis';
  number: string;
  text: string;
}

export interface Advice {
  version: number;
  at: string;
  protocol: { version: string; sha256: string; reviewed: string };
  triage: {
    urgency: Urgency;
    rules: { id: string; urgency: Urgency; because: string; findings: string[]; sources: string[] }[];
  };
  say: string;
  ask: Card[];
  plan: PlanItem[];
  next_checkin_at: string | null;
  unknown_entries: number;
  help: { title: string; steps: string[]; lines: HelpLine[] };
  /** Lines to call before anything else is asked or done. */
  call_now: { kind: HelpLine['kind']; text: string; rules: string[] }[];
}

/** How an amount is told. */
export interface Amounts {
  form: 'tablet' | 'er_tablet' | 'liquid_ml' | 'gel_g' | 'patch';
  usual: number;
  step: number;
  /** More than this at one time is confirmed before it is recorded; it is never shown. */
  confirm_over: number | null;
}

/** A medicine by its name, and how an amount of it is told. */
export interface Meaning extends Amounts {
  /** null: nobody knows it. */
  name: string | null;
  product: string | null;
  ingredient: string | null;
  /** Of the ingredient in one; 0: not told. */
  mg: number;
  /** Where it is sold, if that is elsewhere. */
  region: string | null;
}

export type Ruling = 'label_allows' | 'wait' | 'ask_first' | 'not_for_you';

export interface Asked extends Meaning {
  verdict: Ruling;
  next_at: string | null;
  text: string;
  units_text: string;
  units_max_now: number;
  reasons: { id: string; text: string; rows: string[]; findings: string[] }[];
  ingredients: string[];
  sources: string[];
  ask: Card[];
}

/** The last 24 hours of an ingredient. */
export interface Day {
  text: string;
  taken_mg: number;
  label_mg: number;
  absolute_mg: number;
}

export interface TakenDose extends Amounts {
  entry: string;
  at: string;
  when: string;
  units: string;
  name: string | null;
  /** When it was told, where that was after a later dose; else empty. */
  noted: string;
  amount: number | null;
}

/** What a person reads about medicine (docs/formats/medicine.schema.json). */
export interface Medicine {
  text: string;
  notes: string[];
  said: string;
  medicines: {
    ingredient: string;
    name: string;
    product: string | null;
    choice: boolean;
    verdict: Ruling;
    next_at: string | null;
    text: string;
    /** Nothing but open questions stands in the way. */
    answers: boolean;
    day: Day | null;
  }[];
  taken: TakenDose[];
  breach: string;
  breaches: { entry: string; text: string }[];
  asked: Asked | null;
  found: (Meaning & { met: string; sure: boolean })[];
}

/** The answer to a document that could not be read. */
export interface Refusal {
  error: { code: string; argument: string; line: number | null };
}

export interface Source {
  title: string;
  year: string;
  section: string;
  checked: string;
  where: string;
}
