/** Sheets of disaster reports. */
import { fieldsSaid, type LedgerRow, ledgerOf } from '#db/record/sheet.ts'
import { STATE_WORDS } from '#domain/record/record.ts'
import { asked, type Col, type Exports, events, fieldColumns, saying, sheet } from './columns.ts'

export const REPORT_EXPORTS = {
  reports: {
    noun: '灾情险情台账',
    async sheets(x) {
      const { base, local, person, words, value } = saying(x)
      const said = await fieldsSaid(x.db, asked(x, 'disaster_report'))
      const rows = events(ledgerOf(x.db, asked(x, 'disaster_report')))
      const cols: Col<LedgerRow>[] = [
        ...base,
        ['发生时间', (r) => local(r.occurredAt)],
        ['状态', (r) => STATE_WORDS[r.state]],
        ...(fieldColumns('disaster_report', said, value) as Col<LedgerRow>[]),
        ['报送人', (r) => person(r.reporterId)],
        ['照片', (r) => r.photos],
        ['原话', (r) => words(r.text)],
      ]
      return [sheet('灾情险情台账', cols, rows)]
    },
  },
} satisfies Exports
