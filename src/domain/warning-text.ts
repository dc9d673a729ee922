/**
 * What a warning's text states, for the officer and the record; the text itself is never changed (突发事件应对法 art 64).
 * Whatever is not found is listed as missing; nothing is guessed.
 */
import type { Signal } from './cap/signal.ts'
import { missingOf, readWarning } from './cap/text.ts'
import type { Colour, WarningAction } from './warning.ts'

export interface WarningText {
  action: WarningAction
  event: string | null
  colour: Colour | null
  issuer: string | null
  issuedAt: Date | null
  /** Its official identifier and those it follows: in codes only, never in a text. */
  identifier: string | null
  follows: string[]
  /** Which of the eight legal fields are not stated. */
  missing: string[]
}

/** True where a text is plainly a warning signal: a colour right before 预警 (or 预警信号). */
export const looksLikeWarning = (text: string) => /[红橙黄蓝]色预警/.test(text)

/** @param sentAt when the text reached us; a date without a year is read as of that day's year. */
export function readWarningText(text: string, sentAt: Date, tz: string): WarningText {
  const reading = readWarning(text, { sentAt, tz })
  return { ...statedBy(reading.signals), missing: missingOf(reading) }
}

/** What the first signal that is acted on says; one merely said to be in force is not what the message is about. */
export function statedBy(signals: readonly Signal[]): Omit<WarningText, 'missing'> {
  const signal = signals.find((s) => !s.standing) ?? signals[0]
  return {
    action: signal?.action ?? 'issue',
    event: signal?.kind ?? null,
    colour: signal?.colour ?? null,
    issuer: signal?.issuer ?? null,
    issuedAt: signal?.issuedAt ?? null,
    identifier: signal?.identifier ?? null,
    follows: [...new Set(signals.flatMap((s) => s.follows.flatMap((f) => f.identifier ?? [])))],
  }
}
