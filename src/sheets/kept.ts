/** The sheet of a kind that is kept as it was told: a column for each of its fields, a row for each event. */
import { kindOf, type RecordKind } from '#domain/kinds.ts'
import { type Exports, events, saying, sheet, standing } from './columns.ts'

export const keptSheet = (kind: RecordKind): Exports[string] => {
  const { noun, fields } = kindOf(kind)
  return {
    noun: `${noun}台账`,
    async sheets(x) {
      const { base, field, person, words } = saying(x)
      return [
        sheet(
          noun,
          [
            ...base,
            ...Object.entries(fields)
              .filter(([key]) => key !== 'village')
              .map(([key, { label, unit }]): (typeof base)[number] => [
                unit ? `${label}（${unit}）` : label,
                field(key),
              ]),
            ['报送人', (r) => person(r.reporterId)],
            ['照片', (r) => r.photos],
            ['原话', (r) => words(r.text)],
          ],
          events(standing(x, kind)),
        ),
      ]
    },
  }
}
