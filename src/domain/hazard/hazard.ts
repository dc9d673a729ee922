/**
 * Hazards 隐患: numbered, owned, reminded, put right with a photo, checked again (station plan H2.2–H2.5).
 */

import { sightOfPerson } from '../kernel/access.ts'
import type { MessageEvent, Outbound, PressEvent } from '../kernel/message.ts'
import { hasRole, type Person } from '../kernel/roster.ts'
import { type DecisionContext, leaders, officers, reply, type Situation, say, tell } from '../kernel/situation.ts'
import { addDays, at, dayOf, isTerm, saidDay } from '../kernel/time.ts'
import { cardMessage, known, words } from '../kernel/words.ts'
import { NOT_UNDERSTOOD } from '../reading/reading.ts'
import { amend, changedLine } from '../record/amend.ts'
import { setAside } from '../record/aside.ts'
import { amendment } from '../record/confirm.ts'
import { evacuationSign } from '../record/danger.ts'
import { UNFINISHED } from '../record/due.ts'
import {
  answerReporter,
  assign,
  attach,
  describe,
  draft,
  file,
  isSensitive,
  quietly,
  reporterWords,
  stateWords,
  tellStranger,
  writtenLate,
} from '../record/filing.ts'
import { LOOSE_ATTACHMENTS, RECENT, SUBJECT } from '../record/needs.ts'
import { isOpen, mayMove, type Rec } from '../record/record.ts'
import { recordWords } from '../record/words.ts'
import type { Change } from './fact.ts'
import { OPEN_HAZARDS } from './needs.ts'
import { hazardWords } from './words.ts'

/** A hazard message becomes one record per hazard named, each with its number, owner and due date. */
export function submitHazard(s: Situation): Change[] {
  const { fields, drill } = s.reading!
  const event = s.event as MessageEvent
  const wrong =
    fields.correction === true && s.person
      ? s.need(RECENT).find((r) => r.kind === 'hazard_report' && isOpen(r.state) && r.drill === drill)
      : undefined
  if (wrong) return amendHazard(s, wrong)
  const each = Array.isArray(fields.events) ? (fields.events as Record<string, unknown>[]) : [fields]
  const registered = each.map((one) => {
    const record = draft(s, 'hazard_report', { ...one, ...unreadTerm(s, one) }, drill)
    return s.person ? { ...record, ...ownerAndDue(s, one, record) } : record
  })
  if (!s.person)
    return registered
      .flatMap((r) => [...file(s, r), ...tellStranger(s, r)])
      .concat(reply(s, { text: recordWords.strangerKept, drill }))
  const quiet = isSensitive(s, event.text)
  const [first, ...rest] = registered.map((r) => [
    ...file(s, r),
    ...remindFrom(s, r),
    ...(quiet ? [] : tellOwner(s, r)),
    ...warnOfDanger(s, r, quiet),
  ])
  // Photos belong to the first hazard of a message; the others name it by their shared source message.
  return [
    ...(first ?? []),
    ...rest.flat().filter((c) => c.type !== 'attachment.received' && !(c.type === 'record.joined')),
    ...(quiet ? reply(s, { text: recordWords.keptQuietly, drill }) : []),
    ...(quiet ? [] : registered).map((r) =>
      say(s, event.channel, event.chat.id, hazardMessage(s, r), {
        priority: 'reply',
        replyTo: event.messageId,
        slot: `record:${r.id}`,
        about: { kind: 'record', id: r.id },
      }),
    ),
  ]
}

/** The words of a term that named no day which could be read. */
const unreadIn = (s: Situation, field: string): string | undefined =>
  s.reading!.why.find((w) => w.what === field && w.rule === NOT_UNDERSTOOD)?.from
const unreadTerm = (s: Situation, { deadline }: Record<string, unknown>): { deadline_said?: string } => {
  const said = deadline ? undefined : unreadIn(s, 'deadline')
  return said ? { deadline_said: said } : {}
}

/** More about one that stands already: its cards follow, and what is a danger only now goes to the officers. */
export function amendHazard(s: Situation, hazard: Rec): Change[] {
  const { changes, fields, after } = amend(s, hazard)
  const quiet = !!after.fields.restricted
  return [
    ...changes,
    ...(quiet ? quietly(s, s.event as MessageEvent) : [...shownWhereSaid(s, after), ...tellOwner(s, after)]),
    ...(quiet || evacuationSign(hazard) ? [] : warnOfDanger(s, after, false)),
    ...reply(
      s,
      { text: quiet ? recordWords.keptQuietly : changedLine(after, fields), drill: hazard.drill },
      { about: { kind: 'record', id: hazard.id } },
    ),
  ]
}

/** Signs that call for leaving at once, or matter that only the duty officer may read: the officer gets the card. */
function warnOfDanger(s: Situation, record: Rec, quiet: boolean): Change[] {
  const sign =
    record.fields.kind === '地质' || record.fields.kind === '水利' || record.fields.kind === '房屋'
      ? evacuationSign(record)
      : null
  if (!sign && !quiet) return []
  const message = hazardMessage(s, record)
  const lead = quiet ? recordWords.restricted : recordWords.leaveNow(sign!)
  const card = {
    ...message,
    card: { ...message.card!, tone: 'danger' as const, lines: [lead, ...message.card!.lines] },
  }
  return officers(s).flatMap((p) =>
    tell(s, p.id, card, { priority: 'alert', slot: `record:${record.id}`, about: { kind: 'record', id: record.id } }),
  )
}

/** The owner: whoever answers for the place, else the village's information officer, else its reporter; the unit named is kept as said. */
function ownerAndDue(s: Situation, fields: Record<string, unknown>, record: Rec): Pick<Rec, 'ownerId' | 'dueOn'> {
  const place = s.roster.places.find(
    (p) => p.ownerId && typeof fields.place === 'string' && fields.place.includes(p.name),
  )
  const officer = [...s.roster.people.values()].find(
    (p) =>
      p.active &&
      p.roles.some((r) => r.role === 'info_officer' && r.villageCode === record.villageCode && record.villageCode),
  )
  const asked = typeof fields.deadline === 'string' ? fields.deadline.slice(0, 10) : null
  return {
    ownerId: place?.ownerId ?? officer?.id ?? s.person?.id ?? null,
    dueOn: asked ?? defaultDue(s, fields),
  }
}

/** The term a hazard has where nobody named one, from today. */
function defaultDue(g: DecisionContext, fields: Record<string, unknown>): string {
  const days = g.settings.reminders.default_days
  return addDays(dayOf(g.now, g.tz), fields.severity === '重大' ? days.major : days.general)
}

/** The hazard's card, back in the group and with its owner: number, what, where, who, by when, what to do next. */
function hazardMessage(g: DecisionContext, record: Rec, title = hazardWords.hazardKept(record.no)): Outbound {
  const data = { id: record.id, v: String(record.version) }
  const owner = record.ownerId ? g.roster.people.get(record.ownerId)?.name : undefined
  return cardMessage(
    {
      title,
      tone: record.state === 'cleared' ? 'good' : isOpen(record.state) ? 'warn' : 'info',
      lines: [
        ...describe('hazard_report', { ...record.fields, deadline: undefined, reporter: undefined }),
        ...known([
          ['责任人', owner],
          ['整改期限', termWords(g, record)],
          ['状态', stateWords(record)],
          ['照片', record.photos ? `${record.photos}张` : ''],
          ['上报人', reporterWords(g, record)],
          ['写于', writtenLate(record, g.tz)],
        ]),
      ],
      buttons: BUTTONS[record.state]?.map((b) => ({ ...b, data })) ?? [],
      note:
        record.state === 'registered' || record.state === 'rectifying'
          ? hazardWords.whenRectified(record.no)
          : undefined,
    },
    record.drill,
  )
}

/** Until when; and that the day which was asked for was not understood. */
function termWords(g: DecisionContext, { no, dueOn, fields }: Rec): string | undefined {
  const day = dueOn ? saidDay(dueOn, g) : undefined
  return day && typeof fields.deadline_said === 'string' ? hazardWords.termUnread(no, day, fields.deadline_said) : day
}

const BUTTONS: Partial<Record<Rec['state'], { label: string; act: string; style?: 'primary' }[]>> = {
  registered: [{ label: '开始整改', act: 'hazard.start', style: 'primary' }],
  recheck: [
    { label: '复查通过', act: 'hazard.pass', style: 'primary' },
    { label: '退回', act: 'hazard.back' },
  ],
  cleared: [{ label: '又出现了', act: 'hazard.back' }],
}

const tellOwner = (g: DecisionContext, record: Rec): Change[] =>
  record.ownerId && record.ownerId !== record.reporterId
    ? tell(g, record.ownerId, hazardMessage(g, record), ofRecord(record))
    : []

/** One card a hazard and person: it changes. */
const ofRecord = ({ id }: Rec) => ({ priority: 'reply', slot: `record:${id}`, about: { kind: 'record', id } }) as const

/** The reminder days around the due date, at 09:00: before, on and after; then upwards. */
function remindFrom(g: DecisionContext, record: Rec, from = 0): Change[] {
  if (!record.dueOn || record.drill) return []
  const days = g.settings.reminders.days_before
  for (let step = from; step < days.length; step++) {
    const due = at(addDays(record.dueOn, -days[step]!), g.settings.reminders.at, g.tz)
    if (due > g.now)
      return [{ type: 'deadline.set', id: g.newId(), kind: 'hazard.remind', subjectId: record.id, dueAt: due, step }]
  }
  return []
}

/** The next morning, and each one after, until somebody has looked again. */
function recheckFrom(g: DecisionContext, record: Rec, step = 0): Change[] {
  if (record.drill) return []
  const due = at(addDays(dayOf(g.now, g.tz), 1), g.settings.reminders.at, g.tz)
  return [{ type: 'deadline.set', id: g.newId(), kind: 'hazard.remind', subjectId: record.id, dueAt: due, step }]
}

/** Nobody has looked again yet: to whoever may. */
function remindCheckers(g: DecisionContext, record: Rec, step: number): Change[] {
  const title = hazardWords.toRecheck(record.no)
  const card = hazardMessage(g, record)
  const message: Outbound = { ...card, text: title, card: { ...card.card!, title, tone: 'warn' } }
  const about = { kind: 'record', id: record.id } as const
  return [
    { type: 'record.noted', id: record.id, note: 'reminded', data: { step, recheck: true } },
    ...checkersOf(g, record)
      .filter((p) => !hasPart(p, record))
      .flatMap((p) => tell(g, p.id, message, { priority: 'routine', about, still: UNFINISHED.name })),
    ...recheckFrom(g, record, step + 1),
  ]
}

/** A reminder falls due: to the owner; once overdue to the officers and the leader as well, of sensitive matter to who may see it. */
export function remind(g: DecisionContext, record: Rec, step: number): Change[] {
  if (!isOpen(record.state) || record.state === 'unverified') return []
  if (record.state === 'recheck') return remindCheckers(g, record, step)
  const today = dayOf(g.now, g.tz)
  const late = !!record.dueOn && record.dueOn < today
  const title = hazardWords.dueTitle(record.no, late ? 'late' : record.dueOn === today ? 'today' : 'soon')
  const card = hazardMessage(g, record)
  const message: Outbound = { ...card, text: title, card: { ...card.card!, title, tone: late ? 'danger' : 'warn' } }
  const about = { kind: 'record', id: record.id } as const
  const to = new Map<string, Person>()
  const sees = (p: Person) => !record.fields.restricted || sightOfPerson(p).restricted
  const held = record.ownerId ? g.roster.people.get(record.ownerId) : undefined
  // of sensitive matter whoever may not see it hears nothing; the officers are reminded in their place
  const owner = held && sees(held) ? held : undefined
  if (owner) to.set(owner.id, owner)
  if (late || !owner) for (const p of [...officers(g), ...leaders(g)].filter(sees)) to.set(p.id, p)
  return [
    { type: 'record.noted', id: record.id, note: 'reminded', data: { step, late } },
    ...[...to.values()].flatMap((p) => tell(g, p.id, message, { priority: 'routine', about, still: UNFINISHED.name })),
    ...remindFrom(g, record, step + 1),
  ]
}

/** Numbers of the sender's own open hazards, a handful at most. */
const ownNumbers = (s: Situation) =>
  s
    .need(OPEN_HAZARDS)
    .filter((h) => h.ownerId === s.person?.id)
    .slice(0, 5)
    .map((h) => h.no)

/** What is said of a hazard marks it where it speaks of sensitive matter, and its words are put before whoever is on duty. */
function marked(s: Situation, hazard: Rec): { hazard: Rec; changes: Change[] } {
  const event = s.event as MessageEvent
  if (hazard.fields.restricted || !isSensitive(s, event.text)) return { hazard, changes: [] }
  const mark = { restricted: true }
  return {
    hazard: { ...hazard, fields: { ...hazard.fields, ...mark }, version: hazard.version + 1 },
    changes: [amendment(s.roster, hazard, mark, '', event.messageId), ...quietly(s, event)],
  }
}

/** 整改完成 / 整改中 …: finds the hazard meant and moves it on; done needs a photo before anyone re-checks. */
export function rectify(s: Situation): Change[] {
  const event = s.event as MessageEvent
  const meant = theHazardMeant(s)
  if (!s.person) return ofStranger(s)
  if (!meant) return reply(s, { text: hazardWords.whichHazard(ownNumbers(s)) })
  if (!mayRectify(s.person, meant)) return reply(s, { text: words.notAllowed('责任人或值班员') })
  const status = s.reading!.fields.status
  if (status === '完成' && meant.state !== 'recheck' && !mayMove('hazard_report', meant.state, 'recheck'))
    return reply(s, { text: hazardWords.standsAlready(meant.no, stateWords(meant)), drill: meant.drill })
  const { hazard, changes } = marked(s, meant)
  const note: Change = {
    type: 'record.joined',
    id: hazard.id,
    messageId: event.messageId,
    text: event.text,
    location: event.location,
    attachmentIds: [...s.need(LOOSE_ATTACHMENTS)],
  }
  const photos = event.attachments.length + s.need(LOOSE_ATTACHMENTS).length
  if (status !== '完成') {
    const to =
      mayMove('hazard_report', hazard.state, 'rectifying') && hazard.state === 'registered'
        ? ([{ type: 'record.moved', id: hazard.id, from: hazard.state, to: 'rectifying', note: event.text }] as const)
        : []
    return [
      ...changes,
      note,
      ...attach(s, hazard.id),
      ...to,
      ...reply(s, { text: recordWords.reportJoined(hazard.no), drill: hazard.drill }),
    ]
  }
  if (!photos)
    return [
      ...changes,
      note,
      {
        type: 'record.amended',
        id: hazard.id,
        fields: { awaiting_photo_from: s.person!.id },
        was: {},
        text: '',
        messageId: event.messageId,
      },
      ...reply(
        s,
        { text: hazardWords.needPhoto(hazard.no), drill: hazard.drill },
        { about: { kind: 'record', id: hazard.id } },
      ),
    ]
  return [...changes, note, ...toRecheck(s, hazard)]
}

/** With the photo there, the hazard waits for somebody else to look again. */
export function toRecheck(s: Situation, hazard: Rec): Change[] {
  const event = s.event as MessageEvent
  if (!mayMove('hazard_report', hazard.state, 'recheck')) return reply(s, { text: recordWords.alreadyDone })
  const after: Rec = {
    ...hazard,
    state: 'recheck',
    version: hazard.version + 2,
    fields: { ...hazard.fields, rectified_by: s.person!.id },
    photos: (hazard.photos ?? 0) + event.attachments.length,
  }
  const about = { kind: 'record', id: hazard.id } as const
  return [
    ...attach(s, hazard.id),
    {
      type: 'record.amended',
      id: hazard.id,
      fields: { rectified_by: s.person!.id, awaiting_photo_from: null },
      was: {},
      text: '',
      messageId: event.messageId,
    },
    { type: 'record.moved', id: hazard.id, from: hazard.state, to: 'recheck', note: event.text },
    { type: 'deadlines.cleared', subjectId: hazard.id, kind: 'hazard.remind' },
    ...recheckFrom(s, after),
    ...checkersOf(s, after).flatMap((p) =>
      tell(s, p.id, hazardMessage(s, after), { priority: 'alert', slot: `record:${hazard.id}`, about }),
    ),
    ...reply(s, { text: hazardWords.photoKept(hazard.no), drill: hazard.drill }, { about }),
  ]
}

/** The one that is quoted or named by its number. */
function theHazardNamed(s: Situation): Rec | undefined {
  const subject = s.need(SUBJECT)
  return subject?.kind === 'hazard_report' ? subject : undefined
}

/** Somebody unknown says that it is done, or asks for time: an officer looks into it before anything follows. */
const ofStranger = (s: Situation): Change[] => setAside(s, 'stranger', recordWords.strangerAside, theHazardNamed(s))

/** Whether somebody has a hand in it: who answers for it and who put it right do not judge it. */
const hasPart = (person: Person, hazard: Rec) =>
  person.id === hazard.ownerId || person.id === hazard.fields.rectified_by

/** Who is asked to look again: the officers; the leader too where none of them is without a part in it. */
function checkersOf(g: DecisionContext, hazard: Rec): Person[] {
  const all = officers(g)
  if (hazard.fields.restricted) return all
  return all.some((p) => !hasPart(p, hazard))
    ? all
    : [...new Map([...all, ...leaders(g)].map((p) => [p.id, p])).values()]
}

/** What judges a hazard is pressed by somebody else than who answers for it or put it right. */
export const judged =
  (then: (s: Situation, hazard: Rec, press: PressEvent) => Change[]) =>
  (s: Situation, hazard: Rec, press: PressEvent): Change[] =>
    s.person && (hasPart(s.person, hazard) || s.person.id === press.data.by)
      ? reply(s, { text: hazardWords.notYourOwn, drill: hazard.drill })
      : then(s, hazard, press)

/** The hazard a message speaks of: by number, by the quoted card, else the sender's only candidate at that place. */
function theHazardMeant(s: Situation): Rec | undefined {
  const named = theHazardNamed(s)
  if (named) return named
  const { village, place, stake } = s.reading!.fields as Record<string, string | undefined>
  const open = s.need(OPEN_HAZARDS).filter((h) => isOpen(h.state))
  const at = open.filter((h) => {
    const where = `${h.fields.place ?? ''}${h.fields.stake ?? ''}${h.fields.description ?? ''}${h.text}`
    return (
      (stake && where.includes(stake)) ||
      (place && (where.includes(place) || (typeof h.fields.place === 'string' && place.includes(h.fields.place)))) ||
      (village && !place && h.fields.village === village)
    )
  })
  if (at.length === 1) return at[0]
  const about = open.filter((h) => h.ownerId === s.person?.id && isAbout(h, (s.event as MessageEvent).text))
  if (about.length === 1) return about[0]
  return open.length === 1 && !village && !place ? open[0] : undefined
}

/** 围墙修好了: the thing that was mended, in the words of the hazard. */
const MENDED =
  /([\u4e00-\u9fa5]{2,8}?)(?:都|已经?|全部|也|终于)?(?:修|换|清理?|拆|装|补|弄|处理|整改|搬|加固|封)(?:好|完|掉|了)/
function isAbout(h: Rec, text: string): boolean {
  const thing = MENDED.exec(text)?.[1]?.replace(/^(?:昨天|前天|上次|刚才)?(?:说|报|提)?的?(?:那个|那处|这个|这处)?/, '')
  return !!thing && thing.length > 1 && `${h.fields.description ?? ''}${h.text}`.includes(thing)
}

const mayRectify = (person: Person | undefined, hazard: Rec) =>
  !!person &&
  (person.id === hazard.ownerId ||
    person.id === hazard.reporterId ||
    hasRole(person, 'duty_officer', 'station_staff', 'unit_contact', 'info_officer', 'grid_member', 'duty_leader'))

/** 复查通过 / 退回 / 开始整改 / 又出现了 by a press. One that comes back after its day has a new one. */
export function moveTo(s: Situation, hazard: Rec, to: Rec['state']): Change[] {
  const today = dayOf(s.now, s.tz)
  const renewed = hazard.state === 'cleared' && (!hazard.dueOn || hazard.dueOn < today)
  const dueOn = renewed ? defaultDue(s, hazard.fields) : hazard.dueOn
  const after: Rec = { ...hazard, state: to, dueOn, version: hazard.version + 1 + Number(renewed) }
  const term = renewed ? saidDay(dueOn!, s) : undefined
  const text = hazardWords.moved(hazard.no, to === 'cleared' ? 'passed' : hazard.state, term)
  return [
    { type: 'record.moved', id: hazard.id, from: hazard.state, to, note: s.person?.name },
    ...(renewed ? [assign(hazard, { dueOn })] : []),
    { type: 'deadlines.cleared', subjectId: hazard.id },
    ...(to === 'cleared' ? [] : remindFrom(s, after)),
    ...shownWhereSaid(s, after),
    ...answerReporter(s, hazard, { text, drill: hazard.drill }),
    ...(hazard.ownerId && hazard.ownerId !== hazard.reporterId
      ? tell(s, hazard.ownerId, { text, drill: hazard.drill }, { priority: 'reply' })
      : []),
  ]
}

/** Its card, in the chat that it was said in; a sensitive one's to the officers alone. */
function shownWhereSaid(s: Situation, hazard: Rec): Change[] {
  const card = hazardMessage(s, hazard)
  const rest = { priority: 'reply', slot: `record:${hazard.id}`, about: { kind: 'record', id: hazard.id } } as const
  if (hazard.fields.restricted) return officers(s).flatMap((p) => tell(s, p.id, card, rest))
  return hazard.chat ? [say(s, hazard.channel, hazard.chat, card, rest)] : []
}

/** 延期申请: kept with the hazard and put before the officer. */
export function askExtension(s: Situation): Change[] {
  const event = s.event as MessageEvent
  const meant = theHazardMeant(s)
  if (!s.person) return ofStranger(s)
  if (!meant) return reply(s, { text: hazardWords.whichHazard(ownNumbers(s)) })
  if (!isOpen(meant.state))
    return reply(s, { text: hazardWords.standsAlready(meant.no, stateWords(meant)), drill: meant.drill })
  const { hazard, changes } = marked(s, meant)
  const { new_deadline, extend_days, reason } = s.reading!.fields as {
    new_deadline?: string
    extend_days?: number
    reason?: string
  }
  const until =
    new_deadline?.slice(0, 10) ?? (extend_days && hazard.dueOn ? addDays(hazard.dueOn, extend_days) : undefined)
  const unread = until ? undefined : unreadIn(s, 'new_deadline')
  const card = cardMessage(
    {
      title: hazardWords.extension(hazard.no),
      tone: 'warn',
      lines: known([
        ['申请人', s.person.name],
        ['原期限', hazard.dueOn && saidDay(hazard.dueOn, s)],
        ['申请延到', until ? saidDay(until, s) : unread],
        ['原因', reason],
      ]),
      buttons: until
        ? [
            {
              label: '同意',
              act: 'hazard.extend',
              data: { id: hazard.id, v: String(hazard.version), until, by: s.person.id },
              style: 'primary',
            },
          ]
        : [],
      original: { text: event.text, source: '原话' },
    },
    hazard.drill,
  )
  return [
    ...changes,
    { type: 'record.noted', id: hazard.id, note: 'extension_asked', data: { until, reason } },
    ...checkersOf(s, { ...hazard, fields: { ...hazard.fields, rectified_by: s.person.id } }).flatMap((p) =>
      tell(s, p.id, card, { priority: 'alert', about: { kind: 'record', id: hazard.id } }),
    ),
    ...reply(s, {
      text: unread ? hazardWords.extensionUnread(hazard.no, unread) : hazardWords.extensionAsked(hazard.no),
      drill: hazard.drill,
    }),
  ]
}

/** Another person is responsible from now on: told at once, and reminded by the same due date. */
export function handOver(s: Situation, hazard: Rec, to: Person): Change[] {
  const after: Rec = { ...hazard, ownerId: to.id, version: hazard.version + 1 }
  return [
    assign(hazard, { ownerId: to.id }),
    ...tell(s, to.id, hazardMessage(s, after, hazardWords.hazardYours(hazard.no)), ofRecord(hazard)),
    ...(hazard.ownerId && hazard.ownerId !== to.id
      ? tell(
          s,
          hazard.ownerId,
          { text: recordWords.hazardNotYours(hazard.no, to.name), drill: hazard.drill },
          { priority: 'reply', about: { kind: 'record', id: hazard.id } },
        )
      : []),
    ...reply(s, { text: hazardWords.handedTo(hazard.no, to.name), drill: hazard.drill }),
  ]
}

/** The officer agrees to a later date: reminders start anew. A card brings the day; only a later one of these years is one. */
export function extend(s: Situation, hazard: Rec, until: string): Change[] {
  const today = dayOf(s.now, s.tz)
  if (!isOpen(hazard.state) || !isTerm(until, today)) return reply(s, { text: recordWords.alreadyDone })
  const after: Rec = { ...hazard, dueOn: until }
  return [
    assign(hazard, { dueOn: until }),
    { type: 'deadlines.cleared', subjectId: hazard.id, kind: 'hazard.remind' },
    ...(hazard.state === 'recheck' ? recheckFrom(s, after) : remindFrom(s, after)),
    ...(hazard.ownerId && hazard.ownerId !== hazard.reporterId
      ? tell(
          s,
          hazard.ownerId,
          { text: hazardWords.extended(hazard.no, saidDay(until, s)), drill: hazard.drill },
          { priority: 'reply' },
        )
      : []),
    ...answerReporter(s, hazard, { text: hazardWords.extended(hazard.no, saidDay(until, s)), drill: hazard.drill }),
  ]
}
