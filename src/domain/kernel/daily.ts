/** What a room adds to the leaders' daily summary. */
import type { Look } from './need.ts'

export interface Daily<Figures> {
  /** Looked up for a day, YYYY-MM-DD; kept with the summary under the room's name. Drills and what nobody has confirmed are never in them. */
  figures: Look<string, string, Figures>
  /** 标签：值; an empty value is left out. */
  lines(figures: Figures): [label: string, value: string][]
  /** Somebody has to see to it. */
  urgent(figures: Figures): boolean
}

/** Any room's: what it looks up is for it alone to read. */
export interface AnyDaily extends Omit<Daily<never>, 'figures'> {
  figures: Look<string, string, unknown>
}
