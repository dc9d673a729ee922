/** A list as the township files it: its columns under a title, unit and period, numbered, with a line to sign. */
import { DateTime } from 'luxon'
import { DRILL_MARK } from '#domain/kernel/message.ts'
import { dayOf } from '#domain/kernel/time.ts'
import type { SheetOut } from './book.ts'
import { type Col, type Listing, sheet } from './columns.ts'
import { bookWords } from './words.ts'

/** Columns as wide as a date, a name or a number stand in the middle. */
const SHORT = 12
const USUAL_WIDTH = 12

/** @param title said above the list; @param name of the sheet. */
export function listed<R>(
  x: Listing,
  {
    name,
    title = name,
    cols,
    rows,
  }: { name: string; title?: string; cols: Col<R>[]; rows: Iterable<R> | AsyncIterable<R> },
): SheetOut {
  const { roster, tz, now } = x.context
  let n = 0
  const numbered: Col<R>[] = [['序号', () => ++n, 5], ...cols]
  return {
    ...sheet(name, numbered, rows),
    form: {
      title: `${x.drill ? DRILL_MARK : ''}${roster.station.township}${title}`,
      line: bookWords.line({
        station: roster.station.name,
        unit: x.only.unit,
        village: roster.villages.find((v) => v.code === x.only.villageCode)?.name,
        from: dayOf(x.span.from, tz),
        to: dayOf(new Date(x.span.to.getTime() - 1), tz),
        made: DateTime.fromJSDate(now, { zone: tz }).toFormat('yyyy-MM-dd HH:mm'),
      }),
      columns: numbered.map(([, , width = USUAL_WIDTH, over]) => ({ width, middle: width <= SHORT, over })),
      sign: bookWords.sign,
      none: bookWords.none,
    },
  }
}
