/**
 * Disaster and danger reports 灾情险情: recorded at once from what was said, raised within a second, asked about afterwards,
 * taken over (接警) by a named person, passed on when nobody does.
 */
import type { Change } from './change.ts'
import { minutesAfter, saidTime } from './deadline.ts'
import { answerReporter, attach, describe, draft, file, reporterWords, stateWords, tellStranger } from './filing.ts'
import { kinds } from './kinds/index.ts'
import type { MessageEvent, Outbound } from './message.ts'
import { isOpen, mayMove, type Rec } from './record.ts'
import type { Person } from './roster.ts'
import { type Ground, leaders, officers, reply, type Situation, tell, withRole } from './situation.ts'
import { cardMessage, known, words } from './words.ts'

/** A disaster message: a new report, or more of the one its sender is already telling. */
export function reported(s: Situation): Change[] {
  const { fields, drill } = s.reading!
  const earlier = continues(s)
  if (earlier) return amended(s, earlier)
  const record = draft(s, 'disaster_report', fields, drill)
  const answer = reply(
    s,
    { text: s.person ? keptWords(record) : words.strangerKept, drill },
    { about: { kind: 'record', id: record.id } },
  )
  if (!s.person) return [...file(s, record), ...tellStranger(s, record), ...answer]
  if (fields.false_alarm)
    return [
      ...file(s, { ...record, state: 'false_alarm' }),
      ...raise(s, { ...record, state: 'false_alarm' }),
      ...answer,
    ]
  return [...file(s, record), ...raise(s, record), ...firstDeadline(s, record), ...answer]
}

/**
 * Whether a message goes on with an earlier report of the same sender in the same chat: it answers that report's message,
 * or it follows within the joining time and names no other place. Never across senders.
 */
function continues(s: Situation): Rec | undefined {
  const { fields, drill } = s.reading!
  const fits = (r: Rec) =>
    r.kind === 'disaster_report' && isOpen(r.state) && r.drill === drill && r.account === s.account
  if (s.subject && fits(s.subject)) return s.subject
  const last = s.recent.find(fits)
  if (!last || Array.isArray(fields.events)) return undefined
  if (fields.correction) return last
  const differs = (key: string) =>
    fields[key] !== undefined && last.fields[key] !== undefined && fields[key] !== last.fields[key]
  return differs('village') || differs('place') || differs('kind') ? undefined : last
}

/** New figures replace old ones; the old stay in the ledger. */
export function amended(s: Situation, record: Rec): Change[] {
  const event = s.event as MessageEvent
  const { correction, ...fresh } = s.reading!.fields
  const changed = Object.fromEntries(
    Object.entries(fresh).filter(([k, v]) => JSON.stringify(v) !== JSON.stringify(record.fields[k])),
  )
  const was = Object.fromEntries(
    Object.keys(changed)
      .filter((k) => k in record.fields)
      .map((k) => [k, record.fields[k]]),
  )
  const after: Rec = {
    ...record,
    fields: { ...record.fields, ...changed },
    text: `${record.text}\n${event.text}`,
    version: record.version + 1,
  }
  if (fresh.false_alarm && mayMove(record.kind, record.state, 'false_alarm')) return endAsFalseAlarm(s, record)
  const said = describe(record.kind, changed)
    .map((l) => (typeof l === 'string' ? l : `${l.label}${l.value}`))
    .join('，')
  return [
    { type: 'record.amended', id: record.id, fields: changed, was, text: event.text, messageId: event.messageId },
    ...attach(s, record.id),
    ...raise(s, after),
    ...reply(s, {
      text: correction ? words.reportCorrected(record.no, said) : `${words.reportJoined(record.no)}${questions(after)}`,
      drill: record.drill,
    }),
  ]
}

function endAsFalseAlarm(s: Situation, record: Rec): Change[] {
  const after: Rec = { ...record, state: 'false_alarm' }
  return [
    {
      type: 'record.moved',
      id: record.id,
      from: record.state,
      to: 'false_alarm',
      note: (s.event as MessageEvent).text,
    },
    { type: 'deadlines.cleared', subjectId: record.id },
    ...raise(s, after),
    ...reply(s, { text: words.falseAlarm(record.no), drill: record.drill }),
  ]
}

/** At most two short questions, in the order of the report elements; the report is already on its way. */
export function questions(record: Rec): string {
  const asked = kinds.disaster_report
    .missing(record.fields)
    .slice(0, 2)
    .map((m) => m.question)
  return asked.length ? `\n方便时请补充：${asked.join(' ')}` : ''
}

const keptWords = (record: Rec) => `${words.reportKept(record.no)}${questions(record)}`

/** The card the duty officer and the leader in charge act on. */
export function reportMessage(g: Ground, record: Rec): Outbound {
  const data = { id: record.id, v: String(record.version) }
  const urge = evacuationSign(record)
  return cardMessage(
    {
      title: `${record.state === 'false_alarm' ? '误报' : '灾情险情'} ${record.no}`,
      tone: isOpen(record.state) ? 'danger' : 'info',
      lines: [
        ...(urge && isOpen(record.state) ? [`建议立即转移：${urge}`] : []),
        ...describe(record.kind, record.fields),
        ...known([
          ['报告人', reporterWords(g, record)],
          ['收到', saidTime(record.receivedAt, g.tz)],
          ['状态', stateWords(record)],
          ['照片', record.photos ? `${record.photos}张` : ''],
        ]),
        ...(record.ownerId ? known([['处置人', g.roster.people.get(record.ownerId)?.name]]) : []),
      ],
      original: { text: record.text.slice(0, 1200), source: '原话' },
      buttons: isOpen(record.state)
        ? [
            ...(record.state === 'raised'
              ? [{ label: '接警', act: 'report.receive', data, style: 'primary' as const }]
              : []),
            { label: '升级', act: 'report.escalate', data, confirm: '升级给镇领导？' },
            { label: '办结', act: 'report.close', data, confirm: '确认已处置完毕？' },
            { label: '误报', act: 'report.false_alarm', data, confirm: '确认是误报？' },
          ]
        : [],
      form: isOpen(record.state)
        ? {
            fields: [
              {
                name: 'to',
                label: '转派给',
                type: 'select',
                required: true,
                options: candidates(g, record).map((p) => ({ label: p.name, value: p.id })),
              },
            ],
            submit: { label: '转派', act: 'report.transfer', data },
          }
        : undefined,
    },
    record.drill,
  )
}

/** 三个紧急撤离: heavy rain at a danger point, an abnormal sign, or danger that nobody can judge → suggest moving people at once. */
export function evacuationSign(record: Rec): string | null {
  if (record.kind !== 'disaster_report') return null
  const said = record.text
  if (Number(record.fields.threatened_people ?? 0) > 0 || Number(record.fields.threatened_households ?? 0) > 0)
    return '有群众受威胁'
  if (/管涌|冒浑水|异响|水声不对|裂缝.{0,6}(?:变宽|加大|扩大)|要塌|还要垮|怕还要|树.{0,2}歪/.test(said))
    return '有异常征兆'
  if (/不清楚|看不清|判断不了|不晓得还/.test(said) && /滑|塌|垮|水库|堤|坝/.test(said)) return '险情难以判断'
  return null
}

/** Who a report may be passed to: leaders, station staff, and the village's own officers. */
function candidates(g: Ground, record: Rec): Person[] {
  const near = [...g.roster.people.values()].filter(
    (p) =>
      p.active &&
      p.roles.some(
        (r) =>
          r.role === 'duty_leader' ||
          r.role === 'station_staff' ||
          r.role === 'duty_officer' ||
          (r.role === 'info_officer' && r.villageCode === record.villageCode),
      ),
  )
  return near.slice(0, 40)
}

/** The card for everyone who watches the report now; an edit where they already have it. */
export function raise(g: Ground, record: Rec): Change[] {
  const watching = new Map([...officers(g), ...leaders(g)].map((p) => [p.id, p]))
  if (record.ownerId && g.roster.people.has(record.ownerId))
    watching.set(record.ownerId, g.roster.people.get(record.ownerId)!)
  return [...watching.values()].flatMap((p) => alert(g, p, record))
}

const alert = (g: Ground, p: Person, record: Rec) =>
  tell(g, p.id, reportMessage(g, record), {
    priority: 'alert',
    slot: `record:${record.id}`,
    about: { kind: 'record', id: record.id },
  })

function firstDeadline(g: Ground, record: Rec): Change[] {
  const minutes = g.settings.report_deadlines.unreceived_minutes[0]
  return minutes === undefined
    ? []
    : [
        {
          type: 'deadline.set',
          id: g.newId(),
          kind: 'report.unreceived',
          subjectId: record.id,
          dueAt: minutesAfter(g.now, minutes),
          step: 0,
        },
      ]
}

/** Nobody has taken the report over in time: the next person is told, then the next. */
export function unreceived(g: Ground, record: Rec, step: number): Change[] {
  if (record.state !== 'raised') return []
  const ladder = [
    withRole(g.roster, 'duty_leader'),
    withRole(g.roster, 'town_leader'),
    [...officers(g), ...leaders(g), ...withRole(g.roster, 'town_leader')],
  ]
  const waited = Math.round((g.now.getTime() - record.receivedAt.getTime()) / 60_000)
  const card = reportMessage(g, record)
  const urgent: Outbound = {
    ...card,
    card: { ...card.card!, title: `无人接警已${waited}分钟：${record.no}` },
    text: `无人接警已${waited}分钟：${record.no}`,
  }
  const minutes = g.settings.report_deadlines.unreceived_minutes
  const nextIn = minutes[step + 1]
  return [
    { type: 'record.noted', id: record.id, note: 'unreceived', data: { step, waited_minutes: waited } },
    ...(ladder[Math.min(step, ladder.length - 1)] ?? []).flatMap((p) =>
      tell(g, p.id, urgent, {
        priority: 'alert',
        slot: `record:${record.id}:step${step}`,
        urgent: true,
        still: 'unreceived',
        about: { kind: 'record', id: record.id },
      }),
    ),
    ...(nextIn === undefined
      ? []
      : [
          {
            type: 'deadline.set',
            id: g.newId(),
            kind: 'report.unreceived',
            subjectId: record.id,
            dueAt: minutesAfter(g.now, nextIn),
            step: step + 1,
          } as const,
        ]),
  ]
}

/** 接警 · 办结 · 误报: a named person moves the report on; everyone's card follows. */
export function moved(s: Situation, record: Rec, to: Rec['state'], note?: string): Change[] {
  const after: Rec = { ...record, state: to, version: record.version + 1 }
  const told =
    { received: '已接警，正在处理', closed: '已办结', false_alarm: '已核实为误报', handling: '正在处置', raised: '' }[
      to as 'received'
    ] ?? ''
  return [
    { type: 'record.moved', id: record.id, from: record.state, to, note },
    ...(to === 'received' && s.person
      ? [
          {
            type: 'record.assigned',
            id: record.id,
            ownerId: s.person.id,
            dueOn: record.dueOn,
            was: { ownerId: record.ownerId, dueOn: record.dueOn },
          } as const,
        ]
      : []),
    { type: 'deadlines.cleared', subjectId: record.id },
    ...raise(s, to === 'received' && s.person ? { ...after, ownerId: s.person.id } : after),
    ...(told
      ? answerReporter(s, record, {
          text: `${record.no} ${told}${s.person ? `（${s.person.name}）` : ''}。`,
          drill: record.drill,
        })
      : []),
  ]
}

/** 转派: another person is responsible from now on and is told at once. */
export function transferred(s: Situation, record: Rec, to: Person): Change[] {
  const after: Rec = {
    ...record,
    ownerId: to.id,
    state: record.state === 'raised' ? 'received' : record.state,
    version: record.version + 1,
  }
  return [
    {
      type: 'record.assigned',
      id: record.id,
      ownerId: to.id,
      dueOn: record.dueOn,
      was: { ownerId: record.ownerId, dueOn: record.dueOn },
    },
    ...(record.state === 'raised'
      ? [{ type: 'record.moved', id: record.id, from: 'raised', to: 'received', note: `转派${to.name}` } as const]
      : []),
    { type: 'deadlines.cleared', subjectId: record.id },
    ...raise(s, after),
  ]
}

/** 升级: the town leaders get the card. */
export function escalated(s: Situation, record: Rec): Change[] {
  return [
    { type: 'record.noted', id: record.id, note: 'escalated', data: { by: s.person?.id ?? null } },
    ...withRole(s.roster, 'town_leader').flatMap((p) => alert(s, p, record)),
    ...reply(s, { text: `${record.no} 已升级给镇领导。`, drill: record.drill }),
  ]
}
