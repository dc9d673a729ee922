/** What the corpus' scorer hands out. */
export const CASUALTY: readonly string[]
export function num(value: unknown): number
export function pr(right: number, tooMuch: number, missed: number): { P: number; R: number; F: number }
export function cmpFields(
  line: object,
  gold: Record<string, unknown>,
  said: Record<string, unknown>,
  unknown: Set<string> | undefined,
  intent: string,
): { det: ['tp' | 'fp' | 'fn', string, unknown, unknown][] }
