/**
 * What was read is shown to whoever said it, to be checked: a form filled in beforehand, or its numbered lines where a
 * channel has no forms (“2=1”). Nothing waits for it, and what comes back is checked again here.
 */

import type { Form } from '../kernel/message.ts'
import type { Roster } from '../kernel/roster.ts'
import { kinds } from '../kinds.ts'
import { mostOf } from '../reading/bounds.ts'
import { numberOf } from '../reading/numbers.ts'
import { timesIn } from '../reading/times.ts'
import { aboutWords } from './about.ts'
import type { Change } from './fact.ts'
import { fieldWords, villageCodeOf } from './filing.ts'
import { type FieldSpec, UNITS } from './kind.ts'
import { isOpen, type Rec } from './record.ts'
import { recordWords } from './words.ts'

const MOST_LETTERS = 120

/** The fields of a record that its reporter is asked to check, always in the same order, so that numbers keep their meaning. */
function checkedKeys(record: Pick<Rec, 'kind' | 'fields'>): string[] {
  const { fields, check } = kinds[record.kind]
  if (!check || Array.isArray(record.fields.events)) return []
  const read = (key: string) =>
    (record.fields[key] !== undefined && record.fields[key] !== null) || !!aboutWords(record.fields, key)
  return Object.entries(fields)
    .filter(([key, { unit, options, time }]) => check.includes(key) || (read(key) && (unit || options || time)))
    .map(([key]) => key)
}

/** The form, or undefined where there is nothing to check any more. */
export function checkForm(record: Rec): Form | undefined {
  const keys = checkedKeys(record)
  if (!keys.length || !isOpen(record.state)) return undefined
  const spec = kinds[record.kind].fields
  return {
    echo: true,
    fields: keys.map((name) => {
      const { label, unit, options } = spec[name]!
      const value = record.fields[name]
      const shown =
        typeof value === 'string'
          ? spec[name]!.time
            ? fieldWords(value)
            : value
          : value === undefined || value === null
            ? aboutWords(record.fields, name)
            : String(value)
      const common = { name, label: unit ? `${label}（${unit}）` : label, value: shown }
      return options
        ? { ...common, type: 'select' as const, options: options.map((o) => ({ label: o, value: o })) }
        : { ...common, type: 'text' as const }
    }),
    submit: {
      label: '核对无误',
      act: 'record.check',
      data: { id: record.id, v: String(record.version) },
      style: 'primary',
    },
  }
}

export type Checked = { fields: Record<string, unknown> } | { fault: string }

/** Values as people put them in, by field key: what changes, or the first field that cannot be so, with an example. */
export function checkValues(record: Rec, values: Record<string, unknown>, now: Date): Checked {
  const spec = kinds[record.kind].fields
  const fields: Record<string, unknown> = {}
  for (const key of checkedKeys(record)) {
    if (!(key in values)) continue
    const written = String(values[key] ?? '')
      .normalize('NFKC')
      .trim()
    const was = record.fields[key]
    if (written === aboutWords(record.fields, key)) continue
    if (!written) {
      if (was !== undefined && was !== null) fields[key] = null
      continue
    }
    const value = parsed(key, spec[key]!, written, now)
    if (value === undefined) return { fault: faultOf(key, spec[key]!, written) }
    if (value !== was && fieldWords(was) !== written) fields[key] = value
  }
  return { fields }
}

const UNIT = new RegExp(`(?:${UNITS.join('|')})$`)

/** People, households, rooms, beasts and cars come whole. */
const WHOLE: ReadonlySet<string> = new Set(['人', '户', '间', '头只', '辆车'])

function parsed(key: string, spec: FieldSpec, written: string, now: Date): unknown {
  if (spec.unit) {
    const n = numberOf(written.replace(UNIT, ''))
    const whole = !WHOLE.has(spec.unit) || Number.isInteger(n)
    return n !== undefined && n >= 0 && n <= mostOf(key) && whole ? n : undefined
  }
  if (spec.options) return spec.options.includes(written) ? written : undefined
  if (spec.time) return timesIn(written, now.toISOString()).find((t) => t.hasClock)?.value
  return written.length <= MOST_LETTERS ? written : undefined
}

const faultOf = (key: string, { label, unit, options, time }: FieldSpec, written: string): string => {
  const said = written.length > 12 ? `${written.slice(0, 12)}…` : written
  const n = unit ? numberOf(written.replace(UNIT, '')) : undefined
  if (n !== undefined && n > mostOf(key)) return recordWords.tooMany(label, said)
  if (n !== undefined && unit && WHOLE.has(unit) && !Number.isInteger(n)) return recordWords.notWhole(label, said)
  if (unit) return recordWords.notANumber(label, said)
  if (options) return recordWords.notAnOption(label, options)
  if (time) return recordWords.notATime(label)
  return recordWords.tooLong(label, MOST_LETTERS)
}

/** 2=1 4=石岭村3组: numbered changes, when a message is nothing else. */
export function editsIn(text: string): { at: number; value: string }[] | undefined {
  const plain = text.normalize('NFKC').trim()
  if (plain.length > 200) return undefined
  const parts = plain
    .split(/[\n,，;；]|\s(?=\d{1,2}\s?=)/)
    .map((p) => p.trim())
    .filter(Boolean)
  const edits = parts.map((p) => /^(\d{1,2})\s?=\s?(.{0,120})$/.exec(p))
  return edits.length && edits.every(Boolean)
    ? edits.map((m) => ({ at: Number(m![1]), value: m![2]!.trim() }))
    : undefined
}

/** Numbered changes as values by field key; a number that stands for nothing is named. */
export function valuesOf(
  record: Rec,
  edits: { at: number; value: string }[],
): { values: Record<string, string> } | { fault: string } {
  const keys = checkedKeys(record)
  const wrong = edits.find((e) => !keys[e.at - 1])
  if (wrong)
    return {
      fault: recordWords.noSuchLine(wrong.at, keys.length, fieldWords(record.fields[keys[0] ?? '']) ?? '石岭村3组'),
    }
  return { values: Object.fromEntries(edits.map((e) => [keys[e.at - 1]!, e.value])) }
}

/** The change that new fields make, with what they were before, and the village where they name another. */
export function amendment(
  roster: Roster,
  record: Rec,
  fields: Record<string, unknown>,
  text = '',
  messageId = record.sourceMessageIds[0] ?? '',
): Extract<Change, { type: 'record.amended' }> {
  const place = typeof fields.place === 'string' ? fields.place : undefined
  const named =
    place &&
    roster.villages.find((v) =>
      [v.name, v.name.replace(/(?:村|社区)$/, ''), ...v.aliases].some((n) => n.length > 1 && place.includes(n)),
    )
  const all = named && !fields.village ? { ...fields, village: named.name } : fields
  const was = Object.fromEntries(
    Object.keys(all)
      .filter((k) => k in record.fields)
      .map((k) => [k, record.fields[k]]),
  )
  return {
    type: 'record.amended',
    id: record.id,
    fields: all,
    was,
    text,
    messageId,
    villageCode: villageCodeOf(roster, all.village),
  }
}
