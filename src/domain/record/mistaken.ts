/**
 * 不对是21个, 打错了，21人: a figure that takes back what its sender told last of the same dimension, in whatever kind of record it
 * stands. 不是三户是五户 says itself which figure is meant.
 */

import { kindOf } from '../kinds.ts'
import { BESIDE_CORRECTIONS, CORRECTED, TURNED } from '../reading/lexicon/corrections.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import { NUM, numberOf } from '../reading/numbers.ts'
import { hasFigure, insteadIn, unitOf } from './amend.ts'
import { isOpen, isToldOf, type Rec } from './record.ts'

/** A figure alone, behind or before words that take something back. */
interface Corrected {
  to: number
  unit?: string
  /** Its digits were turned round. */
  turned: boolean
}

const WORD = new RegExp(anyOf(CORRECTED), 'g')
const BESIDE = new RegExp(anyOf(BESIDE_CORRECTIONS), 'g')
const COUNT = new RegExp(`^(${NUM})\\s?([人户间亩个名家头])?人?$`)

function correctedIn(text: string): Corrected | undefined {
  if (text.length > 30 || !new RegExp(WORD).test(text)) return undefined
  const bare = text
    .replace(WORD, ' ')
    .replace(BESIDE, ' ')
    .replace(/[，,。.！!：:；;\s]+/g, ' ')
    .trim()
  const [, said, unit] = COUNT.exec(bare) ?? []
  const to = numberOf(said ?? '')
  return to === undefined
    ? undefined
    : { to, ...(unit ? { unit: unitOf(unit) } : {}), turned: new RegExp(anyOf(TURNED)).test(text) }
}

/** The fields of a record that a figure without a name may be of. */
function fitting({ kind, fields }: Rec, { to, unit, turned }: Corrected): string[] {
  const spec = kindOf(kind).fields
  const figures = Object.keys(fields).filter(
    (key) =>
      spec[key]?.unit && typeof fields[key] === 'number' && (!unit || spec[key]!.unit === unit) && fields[key] !== to,
  )
  const round = figures.filter((key) => String(fields[key]) === [...String(to)].reverse().join(''))
  return turned && round.length ? round : figures
}

/** 不是20条是30条: the first that says what was wrong. */
export function wrongIn(some: readonly Rec[], text: string): Rec | undefined {
  const said = insteadIn(text)
  return said && some.find((r) => isOpen(r.state) && isToldOf(r) && hasFigure(r, said))
}

/** What a correction without a number is of: one record and what it changes there, or those of which nobody can tell. */
export type Mistaken = { one: Rec; fields: Record<string, number> } | { which: Rec[] }

/** @param own the sender's records here, the newest first. */
export function figureTakenBack(own: readonly Rec[], text: string): Mistaken | undefined {
  const open = own.filter((r) => isOpen(r.state) && isToldOf(r))
  const meant = wrongIn(open, text)
  if (meant) return { one: meant, fields: {} }
  const said = correctedIn(text)
  if (!said) return undefined
  const [last, ...others] = open.flatMap((r) => (fitting(r, said).length ? [r] : []))
  if (!last) return undefined
  // an older one that was told on since may as well be meant
  const since = others.filter((r) => r.updatedAt > last.updatedAt)
  if (since.length && !said.turned) return { which: [last, ...since] }
  const [field, ...more] = fitting(last, said)
  return more.length ? { one: last, fields: {} } : { one: last, fields: { [field!]: said.to } }
}
