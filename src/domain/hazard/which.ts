/** Which hazard is meant: one press by whoever said it. Nothing changes before. */
import type { MessageEvent } from '../kernel/message.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { cardMessage } from '../kernel/words.ts'
import { attach, stateWords } from '../record/filing.ts'
import type { Rec } from '../record/record.ts'
import type { Change } from './fact.ts'
import { whatOf } from './pointing.ts'
import { hazardWords } from './words.ts'

const MOST = 5
const MOST_LETTERS = 300

export function askWhich(s: Situation, name: string, arg: string, fits: readonly Rec[]): Change[] {
  const event = s.event as MessageEvent
  const data = { said: event.messageId, text: event.text.slice(0, MOST_LETTERS), by: s.person!.id, verb: name, arg }
  const card = cardMessage(
    {
      title: hazardWords.whichOne,
      tone: 'info',
      lines: [],
      original: { text: event.text.slice(0, 200), source: '原话' },
      buttons: fits.slice(0, MOST).map((h) => ({
        label: lineOf(h),
        act: 'hazard.which',
        data: { ...data, id: h.id },
      })),
      note: hazardWords.whichElse(Math.max(0, fits.length - MOST)),
    },
    fits[0]!.drill,
  )
  // what came with it waits for the answer
  return [...attach(s, null), ...reply(s, card)]
}

/** 老街社区5栋楼下消防通道被堵（待复查）YH-…003; of sensitive matter the number alone. */
const lineOf = (h: Rec): string => {
  const what = whatOf(h, 22)
  return `${what ? `${what}（${stateWords(h)}）` : ''}${h.no}`
}
