/** Cracks at a house, water that seeps through a dam, told while a warning asks whoever tells it: more than a hazard with a week's term. */

import { mayCall } from '../kernel/access.ts'
import type { AnyFact } from '../kernel/fact.ts'
import type { Outbound } from '../kernel/message.ts'
import { ofType } from '../kernel/need.ts'
import type { Person } from '../kernel/roster.ts'
import { officers, type Situation, tell } from '../kernel/situation.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { SIGNS_OF_GIVING_WAY } from '../reading/lexicon/signs.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import { evacuationSign, MAY_GIVE_WAY } from '../record/danger.ts'
import type { Change as RecordChange } from '../record/fact.ts'
import type { Rec } from '../record/record.ts'
import type { Change } from './fact.ts'
import { ASKED } from './needs.ts'
import { titleOf, type Warning } from './warning.ts'
import { warningWords } from './words.ts'

const SIGN = new RegExp(anyOf(SIGNS_OF_GIVING_WAY))

/** 三个紧急撤离 (station plan, flood season): an abnormal sign while the warning stands → the officers hear of it at once, and people are moved first where it is not clear. */
export function signsTold(s: Situation, facts: readonly AnyFact[]): Change[] {
  const { person } = s
  if (!person) return []
  const hazards = ofType<RecordChange>(facts)('record.filed').flatMap(({ record }) => (isSign(record) ? [record] : []))
  return hazards.flatMap((hazard) => {
    const asked = s.need(ASKED).find((a) => a.warning.drill === hazard.drill)
    return asked ? told(s, hazard, asked.warning, person) : []
  })
}

/** To each officer, with the number to call for those who make calls; the ledger knows who was shown it. */
function told(s: Situation, hazard: Rec, warning: Warning, by: Person): Change[] {
  const about = { kind: 'record', id: hazard.id } as const
  return officers(s)
    .filter((p) => p.id !== by.id)
    .flatMap((p): Change[] => {
      const phone = mayCall(s.roster, p, s.now) ? by.phone : null
      return [
        ...tell(s, p.id, signMessage(hazard, warning, [by.name, phone]), { priority: 'alert', about }),
        ...(phone
          ? [{ type: 'phones.shown' as const, what: `card ${hazard.no}`, subject: { id: p.id, drill: hazard.drill } }]
          : []),
      ]
    })
}

const signMessage = ({ no, fields, text, drill }: Rec, warning: Warning, by: (string | null)[]): Outbound =>
  cardMessage(
    {
      title: warningWords.signUnder(titleOf(warning)),
      tone: 'danger',
      lines: known([
        ['地点', fields.place ?? fields.village],
        ['情况', fields.description ?? text],
        ['报告人', by.filter(Boolean).join(' ')],
        ['隐患', no],
      ]),
      note: warningWords.signNext,
    },
    drill,
  )

/** What is a sign by itself is before them already. */
function isSign(hazard: Rec): boolean {
  const { kind, fields, text } = hazard
  if (kind !== 'hazard_report' || fields.restricted || !MAY_GIVE_WAY.has(fields.kind)) return false
  return !evacuationSign(hazard) && SIGN.test(`${fields.description ?? ''}${text}`)
}
