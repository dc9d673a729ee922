/** Reports in doubt: whether they are real or a drill's is asked of the officers, and until then nobody else is called. */

import type { MessageEvent } from '../kernel/message.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { type Change, NOUNS, RECORDS, SPOKEN } from '../nouns.ts'
import { drillOrReal, isHeldDrill } from '../reading/drill.ts'
import { normalise, withoutInjection } from '../reading/normalise.ts'
import type { AnyIntent, Reading } from '../reading/reading.ts'
import { withoutTrials } from '../reading/spoken.ts'
import { correct } from '../record/amend.ts'
import { answerReporter, askWhich, draft, file, inDoubt, numberPrefix } from '../record/filing.ts'
import { SUBJECT } from '../record/needs.ts'
import { firstState, isOpen, type Rec, type RecordKind } from '../record/record.ts'
import { firstDeadline } from '../record/wait.ts'
import { counted } from './counted.ts'
import { dialogWords } from './words.ts'

/** What calls people or counts them: said unmarked by somebody who takes part in a drill, it may be either. */
const GRAVE: ReadonlySet<AnyIntent> = new Set(['disaster_report', 'evacuation'])

const plainOf = (event: MessageEvent) => withoutInjection(normalise(event.text))

/** The reading with drill or real decided from the message, what it is under, and what its sender takes part in. */
export function settleReading(s: Situation, reading: Reading, own: Rec | undefined): Reading {
  const event = s.event as MessageEvent
  // words that leave no record are in doubt of nothing
  if (reading.intent === 'none' || reading.intent === 'query' || reading.intent === 'ack')
    return {
      ...reading,
      // but what is asked about is marked where it says so itself
      drill: reading.ask.length > 0 && drillOrReal(plainOf(event)).verdict === 'drill',
      doubt: false,
    }
  if (isHeldDrill(reading.intent, reading.fields)) return { ...reading, drill: false, doubt: false }
  const { verdict } = drillOrReal(withoutTrials(plainOf(event), SPOKEN[reading.intent] ?? {}), {
    running: runningFor(s, reading, own),
  })
  // a question is put where it matters; a check-in or a round in doubt is the drill's
  const doubt = verdict === 'doubt' && GRAVE.has(reading.intent) && !reading.calm
  return { ...reading, drill: verdict !== 'real' && !doubt, doubt }
}

function runningFor(s: Situation, { intent, fields }: Reading, own: Rec | undefined): 'answers' | 'around' | undefined {
  const event = s.event as MessageEvent
  const part = NOUNS.map(({ hears }) => hears?.drill(s)).find((found) => found !== undefined)
  const under = event.replyTo && (s.need(SUBJECT)?.drill || part === 'quoted')
  if (under || (own?.drill && fields.correction === true)) return 'answers'
  return GRAVE.has(intent) && (part === 'asked' || own?.drill) ? 'around' : undefined
}

/** Kept, and put before the officers with two buttons; more of the same goes to the same. */
export function askDoubt(s: Situation): Change[] {
  const { fields, intent } = s.reading!
  const noun = RECORDS[intent as RecordKind]
  const earlier = noun.continued?.(s)
  if (earlier && inDoubt(earlier) && noun.amended) return noun.amended(s, earlier)
  const bare = draft(s, intent as RecordKind, fields, false)
  const record: Rec = {
    ...bare,
    state: 'unverified',
    fields: { ...bare.fields, in_doubt: true },
  }
  return [
    ...file(s, record),
    ...askWhich(s, record),
    ...firstDeadline(s, record),
    ...reply(s, { text: dialogWords.reportDoubt(record.no) }, { about: { kind: 'record', id: record.id } }),
  ]
}

/** Somebody says which it is: from then on it is a report like any other, a drill's under a number of its own series. */
export function judgeRecord(s: Situation, record: Rec, drill: boolean): Change[] {
  const { in_doubt: _, ...fields } = record.fields
  const to = firstState(record.kind)
  const no = drill ? s.newNo(numberPrefix(record.kind, true)) : record.no
  const after: Rec = { ...record, fields, drill, no, state: to, version: record.version + 1 }
  const said = { text: dialogWords.reportJudged(no, drill), drill }
  const bySender = s.event.type === 'message'
  return [
    { type: 'record.judged', id: record.id, drill, no, was: record.no, to },
    { type: 'deadlines.cleared', subjectId: record.id },
    ...counted(s, after),
    ...(bySender ? [] : answerReporter(s, after, said)),
    ...reply(s, said, { about: { kind: 'record', id: record.id } }),
  ]
}

/** 不是演练, 是真的, 演练: the sender of a report in doubt says which it is. Undefined where they say something else. */
export function toldApart(s: Situation, own: Rec | undefined): Change[] | undefined {
  const event = s.event as MessageEvent
  if (!own || !inDoubt(own) || !isOpen(own.state)) return undefined
  const text = plainOf(event).trim()
  const { verdict, words: said } = drillOrReal(text)
  const short = text.length <= 12
  const real = verdict === 'real' && (said.length > 0 || (short && REALLY.test(text)))
  const drill = verdict === 'drill' || (verdict === 'doubt' && short && !/[?？吗]/.test(text))
  if (!real && !drill) return undefined
  const changes = judgeRecord(s, own, drill)
  return short || s.reading?.intent !== own.kind
    ? changes
    : [
        ...changes,
        ...(RECORDS[own.kind].amended ?? correct)(s, {
          ...own,
          drill,
          state: firstState(own.kind),
          fields: { ...own.fields, in_doubt: false },
        }),
      ]
}
const REALLY = /^(?:这|就|都)?(?:是)?真(?:的|实|事|有)|来真的|确实是真/
