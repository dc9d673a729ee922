/** What follows for a report from words of its scene: somebody is there, so nobody is called any more; it is over, so it may be closed. */

import { isOfficer } from '../kernel/access.ts'
import type { MessageEvent } from '../kernel/message.ts'
import { officers, type Situation, tell } from '../kernel/situation.ts'
import { cardMessage, known } from '../kernel/words.ts'
import type { Scene } from '../reading/scene.ts'
import type { Change } from '../record/fact.ts'
import { mayMove, type Rec } from '../record/record.ts'
import { moveTo } from './report.ts'
import { reportWords } from './words.ts'

/** Whoever answers for it or is an officer is there in the station's name; that it is over may be said by anybody there. */
export function onScene(s: Situation, record: Rec, { there, over }: Scene): Change[] {
  const inCharge = isOfficer(s.person) || s.person?.id === record.ownerId
  const arrives = over ? record.state === 'raised' : there && inCharge && mayMove(record.kind, record.state, 'handling')
  return [...(arrives ? moveTo(s, record, 'handling') : []), ...(over ? askToClose(s, record) : [])]
}

/** One press closes it: the officers' on duty, and whoever answers for it. */
function askToClose(s: Situation, record: Rec): Change[] {
  const { text } = s.event as MessageEvent
  const card = cardMessage(
    {
      title: reportWords.saidOver(record.no),
      tone: 'good',
      lines: known([
        ['地点', record.fields.place ?? record.fields.village],
        ['来自', s.person?.name],
      ]),
      original: { text: text.slice(0, 800), source: '原话' },
      buttons: [{ label: '办结', act: 'report.close', data: { id: record.id }, style: 'primary' }],
      note: reportWords.notOverYet,
    },
    record.drill,
  )
  const quiet = !!record.fields.restricted
  const to = new Set([...officers(s).map((p) => p.id), ...(quiet || !record.ownerId ? [] : [record.ownerId])])
  return [...to].flatMap((id) => tell(s, id, card, { priority: 'alert', about: { kind: 'record', id: record.id } }))
}
