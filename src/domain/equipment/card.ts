/** What people are shown of a test, of a fault, and of all the gear. */
import { OFFICERS } from '../kernel/access.ts'
import type { Line, Outbound } from '../kernel/message.ts'
import { hasRole, type Person } from '../kernel/roster.ts'
import { type DecisionContext, officers, type Situation, say, tell } from '../kernel/situation.ts'
import { dayOf, saidDay, saidTime } from '../kernel/time.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { DEVICES } from './devices.ts'
import {
  called,
  dueDays,
  type Kept,
  keptAs,
  keptIn,
  type Standing,
  sameGear,
  TEST_STATES,
  type Test,
} from './equipment.ts'
import type { Change } from './fact.ts'
import { EQUIPMENT } from './needs.ts'
import { equipmentWords } from './words.ts'

const nameOf = (g: DecisionContext, id: string | null | undefined) => (id ? (g.roster.people.get(id)?.name ?? '') : '')

const TONES = { asked: 'info', passed: 'good', faulty: 'warn', mended: 'good', withdrawn: 'info' } as const

/** The card of one test or fault, as it stands. @param still other faults of the same gear. @param next when it is tested next. */
function testMessage(g: DecisionContext, t: Test, still: readonly Test[] = [], next?: string): Outbound {
  const data = { id: t.id }
  const undo = { label: '记错了', act: 'equipment.undo', data }
  const BUTTONS = {
    asked: [
      { label: '正常', act: 'equipment.passed', data, style: 'primary' as const },
      { label: '有故障', act: 'equipment.faulty', data },
      undo,
    ],
    passed: [undo],
    faulty: [{ label: '已修复', act: 'equipment.mended', data, style: 'primary' as const }, undo],
    mended: [],
    withdrawn: [],
  }
  return cardMessage(
    {
      title: titleOf(g, t),
      tone: still.length && t.state === 'passed' ? 'warn' : TONES[t.state],
      lines: [
        ...known([
          ['编号', t.no],
          ['情况', t.fault],
          ['报告人', nameOf(g, t.personId)],
          ['时间', saidTime(t.testedAt, g.tz)],
          ['修复', t.mendedAt ? `${saidTime(t.mendedAt, g.tz)} ${nameOf(g, t.mendedBy)}`.trim() : ''],
          ['下次测试', t.state === 'passed' && next ? `${saidDay(next, g)}前` : ''],
        ]),
        ...still.map((f): Line => ({ label: '故障未销', value: faultLine(g, f) })),
      ],
      buttons: BUTTONS[t.state],
      note:
        t.state === 'asked'
          ? equipmentWords.tellResult
          : t.state === 'faulty'
            ? equipmentWords.whenMended(called(g, t))
            : still.length
              ? equipmentWords.stillStands
              : undefined,
    },
    t.drill,
  )
}

/** How it stands, in a line. */
export function titleOf(g: DecisionContext, t: Test): string {
  const what = called(g, t)
  switch (t.state) {
    case 'asked':
      return equipmentWords.resultMissing(what)
    case 'passed':
      return equipmentWords.works(what)
    case 'faulty':
      return `已记故障：${what}`
    case 'mended':
      return `故障已销：${what}`
    case 'withdrawn':
      return `已撤回：${what} ${t.no}`
  }
}

/** 应急广播 没声音（SB-…，11月24日） */
export const faultLine = (g: DecisionContext, t: Test): string =>
  `${called(g, t)} ${t.fault ?? ''}（${t.no}，${saidDay(dayOf(t.testedAt, g.tz), g)}）`.replace(/\s+/g, ' ')

/** The card where the test was told of, and with the officers and the keeper where a fault stands or is over. */
export function shown(s: Situation, t: Test, still: readonly Test[] = []): Change[] {
  const own = keptAs(s, s.need(EQUIPMENT), t)
  const next =
    own && dueDays(t.state === 'passed' && !t.drill && !t.villageCode ? { ...own, testedAt: t.testedAt } : own, s).next
  const message = testMessage(s, t, still, next)
  // officers read all that was said: more may be in it than a fault
  const whole: Outbound = {
    ...message,
    card: { ...message.card!, original: { text: t.text.slice(0, 800), source: '原话' } },
  }
  const here = 'chat' in s.event && s.event.type === 'message' ? s.event.messageId : undefined
  return [
    say(s, t.channel, t.chat, message, { priority: 'reply', ...cardOf(t), ...(here ? { replyTo: here } : {}) }),
    ...(t.state === 'faulty' || t.mendedAt || t.state === 'withdrawn'
      ? watchers(s, own, t).flatMap((p) => tell(s, p.id, whole, { priority: 'routine', ...cardOf(t) }))
      : []),
  ]
}

/** One card a test and place: it changes. */
const cardOf = ({ id }: Test) => ({ slot: `equipment:${id}`, about: { kind: 'equipment', id } }) as const

/** Whoever must know of a fault beside whoever tells it. */
function watchers(g: DecisionContext, kept: Kept | undefined, t: Test): Person[] {
  const keeper = kept && keeperOf(g, kept)
  const all = new Map([...officers(g), ...(keeper ? [keeper] : [])].map((p) => [p.id, p]))
  all.delete(t.personId)
  return [...all.values()]
}

/** Who looks after it, where that is said and the person is there. */
export function keeperOf(g: DecisionContext, kept: Kept): Person | undefined {
  const keeper = kept.keeperId ? g.roster.people.get(kept.keeperId) : undefined
  return keeper?.active && !(keeper.onLeaveUntil && keeper.onLeaveUntil > g.now) ? keeper : undefined
}

/** A fault ends by word of an officer, of whoever looks after the thing, or of whoever told of it. */
export const mayMend = (s: Situation, person: Person, t: Test): boolean =>
  hasRole(person, ...OFFICERS) || person.id === t.personId || keptAs(s, s.need(EQUIPMENT), t)?.keeperId === person.id

/** What is said of one kind of gear: its last test, the next, its faults. */
function standingLine(g: DecisionContext, kept: Kept, faults: number): string {
  const { last, next } = dueDays(kept, g)
  const tested = kept.testedAt ? `${saidTime(kept.testedAt, g.tz)}测过` : '还没有测试记录'
  const due = last ? `该测了（${saidDay(last, g)}到期）` : next ? `下次${saidDay(next, g)}前` : '没有定期测试'
  return [faultsSaid(faults), tested, due].filter(Boolean).join('，')
}
const faultsSaid = (n: number) => (n ? `故障${n}处` : '')

const MOST_FAULTS = 20
const MOST_OTHERS = 10
/** 设备情况: all of it, faults first. @param only what is asked about. */
export function overview(g: DecisionContext, standing: Standing, only?: Pick<Test, 'device' | 'name'>): Outbound {
  const of = keptIn(g, standing).filter((k) => !only || k.device === only.device)
  const others = standing.others.filter((o) => !only || sameGear({ ...o, device: 'other' }, only))
  const open = standing.faults.filter((f) => !f.drill && (!only || sameGear(f, only)))
  const late = of.filter((k) => dueDays(k, g).last)
  const faultsOf = (gear: Pick<Test, 'device' | 'name'>) =>
    open.filter((f) => f.device === gear.device && f.name === gear.name).length
  return cardMessage({
    title: open.length
      ? `设备有${open.length}处故障${late.length ? `，${late.length}项该测了` : ''}`
      : late.length
        ? `设备有${late.length}项该测了`
        : '设备没有在册的故障',
    tone: open.length || late.length ? 'warn' : 'good',
    lines: [
      ...open.slice(0, MOST_FAULTS).map((f): Line => ({ label: TEST_STATES.faulty, value: faultLine(g, f) })),
      ...of.map(
        (k): Line => ({ label: DEVICES[k.device].noun, value: standingLine(g, k, faultsOf({ ...k, name: null })) }),
      ),
      ...others.slice(0, MOST_OTHERS).map(
        ({ name, testedAt }): Line => ({
          label: name,
          value: [faultsSaid(faultsOf({ device: 'other', name })), `${saidTime(testedAt, g.tz)}测过`]
            .filter(Boolean)
            .join('，'),
        }),
      ),
    ],
    note: equipmentWords.tellAny(open.length - MOST_FAULTS),
  })
}
