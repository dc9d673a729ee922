/** What a leader wants done 批示交办: by whom, until when, about what. Shown to the officers alone, never sent round. */

import { isOfficer } from '../kernel/access.ts'
import type { MessageEvent } from '../kernel/message.ts'
import type { Noun } from '../kernel/noun.ts'
import { type DecisionContext, officers, type Situation, tell } from '../kernel/situation.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { setAside } from '../record/aside.ts'
import type { Change } from '../record/fact.ts'
import { describe, reporterWords, sentenceOf } from '../record/filing.ts'
import { keep } from '../record/kept.ts'
import type { RecordNouns } from '../record/noun.ts'
import type { Rec } from '../record/record.ts'
import { myOrders } from './ask.ts'
import { hears } from './hear.ts'
import * as needs from './needs.ts'
import { instructionWords } from './words.ts'

export const instruction = {
  ledger: {},
  words: instructionWords,
  needs,
  hears,
  questions: { my_orders: myOrders },
  help: [{ rank: 19, asks: '我交办的事怎么样了' }],
  records: { instruction: { shown, changed: answeredByName } } satisfies RecordNouns,
  readers: { instruction: { needs: [], files: true, read: instructed } },
} satisfies Noun<Change>

/** Words under its card, or with its number: whoever gave it hears of them. */
function answeredByName(g: DecisionContext, before: Rec, after: Rec): Change[] {
  const said = after.text.slice(before.text.length).trim()
  return [
    ...shown(g, after),
    ...(after.reporterId && said && !after.fields.restricted
      ? tell(
          g,
          after.reporterId,
          { text: instructionWords.addedTo(after.no, said), drill: after.drill },
          { priority: 'alert', about: { kind: 'record', id: after.id } },
        )
      : []),
  ]
}

/** Who is no leader and no officer gives no orders: the words go to whoever is on duty, as said. */
function instructed(s: Situation): Change[] {
  if (s.person && !isOfficer(s.person)) return setAside(s, 'order', instructionWords.notYours)
  const inPrivate = (s.event as MessageEvent).chat.kind === 'p2p'
  return keep(
    s,
    'instruction',
    (r) => instructionWords.instructionKept(r.no, inPrivate ? sentenceOf(r) : ''),
    (r) => shown(s, r),
  )
}

/** Who is to do what until when, to the officers on duty; secret matter goes to them as it is. */
function shown(g: DecisionContext, record: Rec): Change[] {
  if (record.fields.restricted) return []
  const card = cardMessage(
    {
      title: instructionWords.title(record.no),
      tone: 'warn',
      lines: [...describe(record.kind, record.fields), ...known([['来自', reporterWords(g, record)]])],
      original: { text: record.text.slice(0, 800), source: '原话' },
      note: instructionWords.private,
    },
    record.drill,
  )
  const about = { kind: 'record', id: record.id } as const
  return officers(g)
    .filter((p) => p.id !== record.reporterId)
    .flatMap((p) => tell(g, p.id, card, { priority: 'alert', slot: `record:${record.id}`, about }))
}
