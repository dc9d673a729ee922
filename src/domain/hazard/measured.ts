/** What somebody says of the 五落实 of a 重大. */
import type { MessageEvent, PressEvent } from '../kernel/message.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { amendment } from '../record/confirm.ts'
import { amendedBy } from '../record/fields.ts'
import type { Rec } from '../record/record.ts'
import { recordWords } from '../record/words.ts'
import { shown, tellOwner } from './card.ts'
import type { Change } from './fact.ts'
import { kept, type Measures, missingMeasures } from './measures.ts'
import { hazardWords } from './words.ts'

/** Items are kept as they come, one by one or all at once; what is still missing is named, with an example. */
export function keepMeasures(s: Situation, hazard: Rec, said: Measures): Change[] {
  if (!Object.keys(said).length)
    return reply(s, { text: hazardWords.needMeasures(hazard.no, missingMeasures(hazard)), drill: hazard.drill })
  const fields = { measures: { ...kept(hazard), ...said } }
  const event = s.event as MessageEvent | PressEvent
  const after = amendedBy(hazard, fields, '')
  const missing = missingMeasures(after)
  const isGrave = hazard.fields.severity === '重大'
  return [
    { ...amendment(s.roster, hazard, fields, '', event.messageId), seen: hazard.version },
    ...shown(s, after),
    ...tellOwner(s, after),
    ...reply(s, {
      text: !isGrave
        ? recordWords.reportJoined(hazard.no)
        : missing.length
          ? hazardWords.needMeasures(hazard.no, missing)
          : hazardWords.measuresComplete(hazard.no),
      drill: hazard.drill,
    }),
  ]
}
