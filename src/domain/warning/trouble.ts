/** What people say to a warning beside an answer, before the officers: it did not arrive, it cannot be done, something is asked. */

import type { Outbound } from '../kernel/message.ts'
import { type DecisionContext, officers, tell } from '../kernel/situation.ts'
import { clockOf } from '../kernel/time.ts'
import { cardMessage, known } from '../kernel/words.ts'
import type { Trouble } from './answer-said.ts'
import type { Change } from './fact.ts'
import { type Obligation, titleOf, type Warning, type WarningState } from './warning.ts'
import { warningWords } from './words.ts'

/** One of them as the ledger keeps it. */
export interface Troubled {
  personId: string
  what: Trouble
  text: string
  at: Date
}

const WHAT: Record<Trouble, string> = { denial: '没收到', difficulty: '有困难', question: '问', unclear: '说' }
const MOST = 25
const MOST_CHARS = 80

/** Everything of this kind that was said to a warning on one card, the newest first; it changes, so that many fill no screen. */
export function tellTroubles(
  g: DecisionContext,
  { warning: w, obligations }: WarningState,
  said: readonly Troubled[],
): Change[] {
  if (!said.length) return []
  const of = new Map(obligations.map((o) => [o.personId, o]))
  const line = ({ personId, what, text, at }: Troubled) => {
    const o = of.get(personId)
    const words = text.length > MOST_CHARS ? `${text.slice(0, MOST_CHARS)}…` : text
    return {
      label: `${clockOf(at, g.tz)} ${o?.name ?? '—'}${o ? `（${[whereOf(o), o.answeredAt ? '' : '未应答'].filter(Boolean).join('，')}）` : ''}`,
      value: `${WHAT[what]}：${words}`,
    }
  }
  const people = new Set(said.map((t) => t.personId)).size
  const rest = said.length - MOST
  const card = cardMessage(
    {
      title: warningWords.inTrouble(people, titleOf(w)),
      tone: 'danger',
      lines: [
        warningWords.troublesNext,
        ...said.slice(0, MOST).map(line),
        ...(rest > 0 ? [warningWords.moreSaid(rest)] : []),
        ...known([['编号', w.no]]),
      ],
      link: { label: '打开应答页', path: `/warnings/${w.id}` },
    },
    w.drill,
  )
  const about = { kind: 'warning', id: w.id } as const
  return officers(g).flatMap((p) => tell(g, p.id, card, { priority: 'alert', slot: `troubles:${w.id}`, about }))
}

const whereOf = (o: Obligation) => [o.village, o.grid?.replace(o.village ?? '', '')].filter(Boolean).join('')

const TITLES: Record<Trouble | 'help', string> = {
  denial: '说没收到',
  difficulty: '说有困难',
  question: '有疑问',
  unclear: '说了情况',
  help: '求助',
}

/** One by itself: a call for help, or what must not stand with the warning. */
export interface Alone {
  what: Trouble | 'help'
  said: string
  answered: boolean
  /** Said in a drill as something real: the card bears no mark of the drill and asks. */
  real: boolean
}

export function aloneMessage(w: Warning, o: Obligation, { what, said, answered, real }: Alone): Outbound {
  return cardMessage(
    {
      title: real ? warningWords.eventOrDrill(o.name, TITLES[what]) : `${o.name}${TITLES[what]}：${titleOf(w)}`,
      tone: 'danger',
      lines: known([
        ['村、网格', whereOf(o)],
        ['应答', answered ? '已应答' : '未应答'],
        ['编号', w.no],
      ]),
      original: { text: said.slice(0, 800), source: '原话' },
      note: real ? warningWords.callIfReal : warningWords.callAtOnce,
    },
    w.drill && !real,
  )
}
