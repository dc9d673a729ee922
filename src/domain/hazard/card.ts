/** The hazard's card: number, what, where, who, by when, how it stands, what to do next. */
import type { Button, Form, Outbound } from '../kernel/message.ts'
import { personOf } from '../kernel/roster.ts'
import { type DecisionContext, officers, say, tell } from '../kernel/situation.ts'
import { saidDay } from '../kernel/time.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { describe, reporterWords, stateWords, writtenLate } from '../record/filing.ts'
import { isOpen, type Rec } from '../record/record.ts'
import type { Change } from './fact.ts'
import { measuresOf, missingMeasures } from './measures.ts'
import { maySee } from './people.ts'
import { picturesOf, shownPhotos } from './pictures.ts'
import { hazardWords } from './words.ts'

export function hazardMessage(g: DecisionContext, record: Rec, title = hazardWords.hazardKept(record.no)): Outbound {
  const owner = record.ownerId ? g.roster.people.get(record.ownerId)?.name : undefined
  const { before, after } = picturesOf(record)
  const asked = alikeOf(record)
  const started = after.length > 0 || record.state === 'recheck'
  return cardMessage(
    {
      title,
      tone: record.state === 'cleared' ? 'good' : isOpen(record.state) ? 'warn' : 'info',
      lines: [
        ...(asked ? [hazardWords.alikeAs(asked)] : []),
        ...describe('hazard_report', shownFields(record)),
        ...known([
          ['五落实', measuresOf(record)],
          ['责任人', owner],
          ['整改期限', termWords(g, record)],
          ['状态', stateWords(record)],
          [
            '照片',
            started ? hazardWords.beforeAfter(before.length, after.length) : record.photos ? `${record.photos}张` : '',
          ],
          ['上报人', reporterWords(g, record)],
          ['写于', writtenLate(record, g.tz)],
        ]),
      ],
      ...(started ? { photos: shownPhotos(record) } : {}),
      buttons: [
        ...(asked ? SAME.map((b) => ({ ...b, data: { ...dataOf(record), into: asked } })) : []),
        ...(BUTTONS[record.state]?.map((b) => ({ ...b, data: dataOf(record) })) ?? []),
      ],
      ...formOf(record),
      note: noteOf(record),
    },
    record.drill,
  )
}

const dataOf = ({ id, version }: Rec) => ({ id, v: String(version) })

/** A look back is of interest once it is planned; who told it stands below. */
const shownFields = ({ fields, state }: Rec) => ({
  ...fields,
  deadline: undefined,
  reporter: undefined,
  look_back_on: state === 'cleared' ? fields.look_back_on : undefined,
})

/** Until when; and that the day which was asked for was not understood. */
function termWords(g: DecisionContext, { no, dueOn, fields }: Rec): string | undefined {
  const day = dueOn ? saidDay(dueOn, g) : undefined
  return day && typeof fields.deadline_said === 'string' ? hazardWords.termUnread(no, day, fields.deadline_said) : day
}

/** The number of the one that it may be the same as, while nobody has said. */
const alikeOf = ({ fields, state }: Rec): string | undefined =>
  typeof fields.alike === 'string' && ['suspected', 'registered', 'rectifying', 'recheck'].includes(state)
    ? fields.alike
    : undefined

type Shown = Omit<Button, 'data'>
const SAME: Shown[] = [
  { label: '是同一条', act: 'hazard.same' },
  { label: '是新的', act: 'hazard.new' },
]
const again: Shown = { label: '又出现了', act: 'hazard.again' }
const BUTTONS: Partial<Record<Rec['state'], Shown[]>> = {
  suspected: [
    { label: '定为重大', act: 'hazard.major', style: 'primary' },
    { label: '定为一般', act: 'hazard.general' },
    { label: '更多处理', act: 'hazard.more' },
  ],
  registered: [
    { label: '开始整改', act: 'hazard.start', style: 'primary' },
    { label: '更多处理', act: 'hazard.more' },
  ],
  rectifying: [{ label: '更多处理', act: 'hazard.more' }],
  recheck: [{ label: '复查通过', act: 'hazard.pass', style: 'primary' }],
  cleared: [{ label: '没有反弹', act: 'hazard.steady' }, again],
  looked_back: [again],
  closed: [again],
  transferred: [{ label: '收回', act: 'hazard.restore' }],
  enforcement: [{ label: '收回', act: 'hazard.restore' }],
  duplicate: [{ label: '恢复', act: 'hazard.restore' }],
  untrue: [{ label: '恢复', act: 'hazard.restore' }],
}

/** What is filled in: a reason for sending it back, what a 重大 needs before it begins, what others answered. */
function formOf(record: Rec): { form?: Form } {
  const submit = (label: string, act: string) => ({ label, act, data: dataOf(record) })
  const text = (name: string, label: string) => ({ name, label, type: 'text' as const })
  if (record.state === 'recheck')
    return { form: { fields: [text('reason', '退回理由')], submit: submit('退回', 'hazard.back') } }
  if (record.state === 'transferred')
    return { form: { fields: [text('answer', '部门答复')], submit: submit('登记答复', 'hazard.answer') } }
  if (record.state === 'enforcement')
    return { form: { fields: [text('result', '执法结果')], submit: submit('登记结果', 'hazard.result') } }
  const missing = record.state === 'registered' ? missingMeasures(record) : []
  return missing.length
    ? { form: { fields: missing.map((m) => text(m, m)), submit: submit('提交五落实', 'hazard.measures') } }
    : {}
}

function noteOf(record: Rec): string | undefined {
  const missing = record.state === 'registered' ? missingMeasures(record) : []
  if (missing.length) return hazardWords.needMeasures(record.no, missing)
  return record.state === 'registered' || record.state === 'rectifying'
    ? hazardWords.whenRectified(record.no)
    : undefined
}

/** One card a hazard and person or chat: it changes. */
export const ofRecord = ({ id }: Rec) =>
  ({ priority: 'reply', slot: `record:${id}`, about: { kind: 'record', id } }) as const

export const tellOwner = (g: DecisionContext, record: Rec): Change[] =>
  record.ownerId && record.ownerId !== record.reporterId
    ? tell(g, record.ownerId, hazardMessage(g, record), ofRecord(record))
    : []

/** Its card as it is now: in the chat that it was said in, and with everybody who holds one; a sensitive one's for those who may see it. */
export function shown(g: DecisionContext, hazard: Rec): Change[] {
  const card = hazardMessage(g, hazard)
  const rest = ofRecord(hazard)
  const held = (hazard.held ?? []).flatMap(({ channel, account, slot }): Change[] => {
    const holder = personOf(g.roster, channel, account)
    if (slot !== rest.slot || !holder || !maySee(holder, hazard)) return []
    return [
      {
        type: 'message.owed',
        owed: { id: g.newId(), to: { channel, account }, personId: holder.id, message: card, ...rest },
      },
    ]
  })
  if (hazard.fields.restricted) return [...held, ...officers(g).flatMap((p) => tell(g, p.id, card, rest))]
  return [...held, ...(hazard.chat ? [say(g, hazard.channel, hazard.chat, withoutPhotos(card), rest)] : [])]
}

/** In a group everybody has seen what was sent there; what came in private stays so. */
const withoutPhotos = (message: Outbound): Outbound => ({
  ...message,
  ...(message.card ? { card: { ...message.card, photos: undefined } } : {}),
})

/** Its card to each of the officers, as it is now. */
export const toOfficers = (g: DecisionContext, hazard: Rec, title?: string): Change[] =>
  officers(g).flatMap((p) => tell(g, p.id, hazardMessage(g, hazard, title), { ...ofRecord(hazard), priority: 'alert' }))
