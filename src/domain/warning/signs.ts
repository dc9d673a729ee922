/** Cracks at a house, water that seeps through a dam, told while a warning asks whoever tells it: more than a hazard with a week's term. */
import type { AnyFact } from '../kernel/fact.ts'
import { ofType } from '../kernel/need.ts'
import { officers, type Situation, tell } from '../kernel/situation.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { SIGNS_OF_GIVING_WAY } from '../reading/lexicon/signs.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import type { Change as RecordChange } from '../record/fact.ts'
import type { Rec } from '../record/record.ts'
import type { Change } from './fact.ts'
import { ASKED } from './needs.ts'
import { titleOf } from './warning.ts'
import { warningWords } from './words.ts'

const SIGN = new RegExp(anyOf(SIGNS_OF_GIVING_WAY))
/** What may give way: ground, water and houses. */
const MAY_GIVE_WAY: ReadonlySet<unknown> = new Set(['地质', '水利', '房屋'])

/** 三个紧急撤离 (station plan, flood season): an abnormal sign while the warning stands → the officers hear of it at once, and people are moved first where it is not clear. */
export function signsTold(s: Situation, facts: readonly AnyFact[]): Change[] {
  const { person } = s
  const hazards = ofType<RecordChange>(facts)('record.filed').flatMap(({ record }) => (isSign(record) ? [record] : []))
  if (!person) return []
  return hazards.flatMap((hazard) => {
    const asked = s.need(ASKED).find((a) => a.warning.drill === hazard.drill)
    if (!asked) return []
    const { place, village, description } = hazard.fields
    const card = cardMessage(
      {
        title: warningWords.signUnder(titleOf(asked.warning)),
        tone: 'danger',
        lines: known([
          ['隐患', hazard.no],
          ['地点', place ?? village],
          ['情况', description ?? hazard.text],
          ['报告人', `${person.name} ${person.phone ?? ''}`.trim()],
        ]),
        note: warningWords.signNext,
      },
      hazard.drill,
    )
    return officers(s)
      .filter((p) => p.id !== person.id)
      .flatMap((p) => tell(s, p.id, card, { priority: 'alert', about: { kind: 'record', id: hazard.id } }))
  })
}

const isSign = ({ kind, fields, text }: Rec): boolean =>
  kind === 'hazard_report' &&
  !fields.restricted &&
  MAY_GIVE_WAY.has(fields.kind) &&
  SIGN.test(`${fields.description ?? ''}${text}`)
