/** The roster as a workbook, and what it is exported as. */
import { shiftsOf } from '#db/roster/list.ts'
import { headOf, rosterRows } from '#domain/roster/rows.ts'
import { SHEETS, type SheetName } from '#domain/roster/sheet.ts'
import type { Exports } from './columns.ts'

export const ROSTER_EXPORTS = {
  roster: {
    noun: '花名册',
    async sheets({ db, context: { roster, tz, now }, full }) {
      const ahead = await shiftsOf(db, {
        from: new Date(now.getTime() - 24 * 3600_000),
        to: new Date(now.getTime() + 400 * 24 * 3600_000),
      })
      const rows = rosterRows(roster, ahead, { tz, full })
      return (Object.keys(SHEETS) as SheetName[]).map((name) => ({ name, head: headOf(name), rows: rows[name] }))
    },
  },
} satisfies Exports
