/**
 * Words that fit two stories of their sender: one press says which. Nothing is changed before; what tells of harm is put before
 * the officers meanwhile.
 */

import type { MessageEvent } from '../kernel/message.ts'
import { reach, reply, type Situation, tell } from '../kernel/situation.ts'
import { cardMessage } from '../kernel/words.ts'
import type { Change } from '../nouns.ts'
import { casualtiesIn } from '../reading/figures.ts'
import { attach, eventLine, isSensitive, toOfficersOnly } from '../record/filing.ts'
import type { Rec } from '../record/record.ts'
import { dialogWords } from './words.ts'

const MOST = 3

export function askWhichStory(s: Situation, fits: readonly Rec[]): Change[] {
  const event = s.event as MessageEvent
  const some = fits.slice(0, MOST)
  const card = cardMessage(
    {
      title: dialogWords.whichStory,
      tone: 'warn',
      lines: [],
      original: { text: event.text.slice(0, 200), source: '原话' },
      buttons: some.map((r) => ({
        label: eventLine(s, r),
        act: 'story.pick',
        data: { id: r.id, said: event.messageId, text: event.text, by: s.person!.id },
      })),
      note: dialogWords.whichElse,
    },
    some[0]!.drill,
  )
  const { person } = s
  const privately = event.chat.kind === 'group' && person && reach(s.roster, person.id)
  const harm = casualtiesIn(event.text).size > 0 || isSensitive(s, event.text)
  return [
    // what came with it waits for the answer
    ...attach(s, null),
    ...(privately ? tell(s, person.id, card, { priority: 'reply' }) : reply(s, card)),
    ...(harm
      ? toOfficersOnly(
          s,
          {
            title: dialogWords.oneOf(some.map((r) => r.no)),
            from: person!.name,
            where: s.chat?.name,
            text: event.text,
          },
          some[0]!.drill,
        )
      : []),
  ]
}
