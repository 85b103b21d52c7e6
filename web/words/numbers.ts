// Numbers as people type them.

/** "2", "2.5", "2,5", "½", "1½"; NaN where it is none. */
export function typedNumber(text: string): number {
  const half = text.endsWith('½');
  const whole = half ? text.slice(0, -1).trim() : text;
  if (half && whole === '') return 0.5;
  if (!/^\d+([.,]\d+)?$/.test(whole)) return NaN;
  return Number(whole.replace(',', '.')) + (half ? 0.5 : 0);
}
