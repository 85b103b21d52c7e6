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
  | { kind: 'did'; measure: string; item?: string; minutes: number; seconds: number }
  | { kind: 'recovered' }
  | { kind: 'retracted'; entry: string };

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
