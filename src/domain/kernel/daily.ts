/** What a room adds to the leaders' daily summary. */
import type { Line } from './message.ts'
import { type Look, need } from './need.ts'

export interface Daily<Figures extends object> {
  /**
   * Looked up for a day, YYYY-MM-DD; kept with the summary under the names that they have here. Drills and what nobody has
   * confirmed are never in them.
   */
  figures: Look<string, string, Figures>
  /** Where its lines stand; the smaller, the earlier. */
  rank: number
  lines(figures: Figures): Line[]
  /** How the card is marked: warn = somebody has to see to it, danger = people are harmed. The gravest of all rooms counts. */
  tone(figures: Figures): DailyTone
}

/** The gravest last. */
export const DAILY_TONES = ['good', 'warn', 'danger'] as const
export type DailyTone = (typeof DAILY_TONES)[number]
export const warnIf = (it: boolean | number): DailyTone => (it ? 'warn' : 'good')

/** Any room's: what it looks up is for it alone to read. */
export interface AnyDaily extends Omit<Daily<never>, 'figures'> {
  figures: Look<string, string, unknown>
}

/** A room's part with the figures found for it. */
export interface DailyPart {
  daily: AnyDaily
  figures: unknown
}
/** Today's summary as it stands, of whoever's words may ask for one: what every room tells of it. */
export const TODAY = need<readonly DailyPart[]>([])('daily_today')
/** Whether words may ask for the day's summary. */
export const mayAskSummary = (text: string): boolean => /日报|小结|简报|汇总|总结|归纳|报县/.test(text)
