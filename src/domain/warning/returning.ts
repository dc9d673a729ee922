/**
 * 可以回去了吧: whether people may go back is for the leader in charge to say, who looks at the place first. The station answers
 * with that and puts the question before them; neither the end of a warning nor a message of ours is a yes.
 */

import type { MessageEvent } from '../kernel/message.ts'
import { villagesAround } from '../kernel/roster.ts'
import { leaders, officers, reply, type Situation, tell } from '../kernel/situation.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { isSensitive } from '../record/filing.ts'
import { movedWords } from './after.ts'
import { villagesOf } from './audience.ts'
import type { Change } from './fact.ts'
import { RETURNING } from './needs.ts'
import { warningWords } from './words.ts'

const BACK = /回去|回家|回来|返回|搬回|回村|回屋|返家|放回|送回|接回/
const MAY = /可以|可不可以|能|可否|什么时候|啥时候?|几时|何时|几点|好久|多久|要不要|该|准/
const ASKS = /[?？]|[吗么吧不没嘛啵呗]$|可不可以|能不能|能否|可否|什么时候|啥时|几时|何时|几点|好久|多久|要不要|是不是/

/** Whether a text asks if people may go back: one clause says it whole. */
export const asksReturn = (text: string): boolean =>
  text.length <= 200 &&
  (text.match(/[^，,。；;！!？?\n]+[？?]?/g) ?? []).some((c) => BACK.test(c) && MAY.test(c) && ASKS.test(c.trim()))

/** Undefined where nothing was warned of and nobody moved there: going home is chat. */
export function askReturn(s: Situation): Change[] | undefined {
  const event = s.event as MessageEvent
  const returning = asksReturn(event.text) ? s.need(RETURNING) : undefined
  if (!returning || isSensitive(s, event.text)) return undefined
  const mine = villagesAround(s)
  const isHere = (codes: readonly string[] | 'all') =>
    !mine.length || codes === 'all' || codes.some((c) => mine.includes(c))
  const warned = returning.warnings.filter((w) => isHere(villagesOf(s, w)))
  const standing = returning.standing.filter((r) => !r.villageCode || isHere([r.villageCode]))
  const real = warned.some((w) => !w.drill) || standing.some((r) => !r.drill && r.kind === 'evacuation')
  if (!warned.length && !standing.some((r) => r.kind === 'evacuation')) return undefined
  const moved = movedWords(
    s,
    standing.filter((r) => r.drill !== real),
  )
  const who = s.person?.name ?? event.sender.name ?? '未绑定账号'
  const card = cardMessage(
    {
      title: `${who}问能不能返回`,
      tone: 'warn',
      lines: [...known([['群', s.chat?.kind === 'group' ? s.chat.name : undefined]]), ...moved],
      original: { text: event.text.slice(0, 800), source: '原话' },
      note: warningWords.returnDecide,
    },
    !real,
  )
  const to = new Map([...officers(s), ...leaders(s)].map((p) => [p.id, p]))
  return [
    ...[...to.keys()].filter((id) => id !== s.person?.id).flatMap((id) => tell(s, id, card, { priority: 'alert' })),
    ...reply(s, { text: [warningWords.returnAsked(leaders(s)[0]?.name ?? ''), ...moved].join('\n'), drill: !real }),
  ]
}
