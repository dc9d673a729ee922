import { look } from '../kernel/need.ts'
import type { DayFigures } from './summary.ts'

/** Of some people, those who have no summary of a day and time yet, with the day's figures where there are any; one process looks at a time. */
export const SUMMARIES_OWED = look<
  { day: string; slot: string | undefined; people: readonly string[] },
  { owed: readonly string[]; figures: DayFigures | undefined }
>()('summaries_owed')
