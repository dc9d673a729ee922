/**
 * Disaster and danger reports 灾情险情: recorded at once from what was said, raised within a second, asked about afterwards,
 * taken over (接警) by a named person, passed on when nobody does.
 */

import { isOfficer, mayCall } from '../kernel/access.ts'
import type { Button, MessageEvent, Outbound } from '../kernel/message.ts'
import { hasRole, type Person, personOf } from '../kernel/roster.ts'
import {
  type DecisionContext,
  leaders,
  officers,
  reach,
  reply,
  type Situation,
  say,
  tell,
  withRole,
} from '../kernel/situation.ts'
import { minutesAfter, saidTime } from '../kernel/time.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { kinds } from '../kinds.ts'
import { anewIn } from '../reading/anew.ts'
import { mostOf } from '../reading/bounds.ts'
import { casualtiesIn } from '../reading/figures.ts'
import { takesBack } from '../reading/fragment.ts'
import { tellsOfHarm } from '../reading/learned/intent.ts'
import { sceneIn } from '../reading/scene.ts'
import { saidAgain } from '../record/again.ts'
import { amend, changedLine, groupOf } from '../record/amend.ts'
import { joined, joinedAnswer, partButton, sayBesides, sayWorse } from '../record/besides.ts'
import { amendment, checkForm, checkValues } from '../record/confirm.ts'
import { evacuationSign } from '../record/danger.ts'
import { UNRECEIVED } from '../record/due.ts'
import type { Change } from '../record/fact.ts'
import { amendedBy } from '../record/fields.ts'
import {
  answerReporter,
  askWhich,
  assign,
  describe,
  draft,
  eventLine,
  file,
  inDoubt,
  reporterWords,
  restrictedBy,
  stateWords,
  strangerMessage,
  tellStranger,
  villageCodeOf,
  villagesHere,
  whichMessage,
  writtenLate,
} from '../record/filing.ts'
import { mayChange } from '../record/may.ts'
import { SUBJECT } from '../record/needs.ts'
import { tellsOnlyOver } from '../record/over.ts'
import { tellOwner } from '../record/owner.ts'
import { isOpen, mayMove, type Rec } from '../record/record.ts'
import { eventMeant } from '../record/story.ts'
import { accountOf, type Entry, fieldsAfter, PEOPLE } from '../record/toll.ts'
import { leftAside } from '../record/unsure.ts'
import { firstDeadline } from '../record/wait.ts'
import { recordWords } from '../record/words.ts'
import { wentOn } from './goes-on.ts'
import { NEAR } from './needs.ts'
import { type Choice, peopleSaid, standsAs } from './people.ts'
import { reportWords } from './words.ts'

/** A disaster message: a new report, or more of the one its sender is already telling. */
export function fileReport(s: Situation): Change[] {
  const { fields, drill } = s.reading!
  const earlier = continues(s)
  if (earlier) return amendReport(s, earlier)
  const [doubted, ...more] = fields.false_alarm && s.person ? calledFalse(s) : []
  if (doubted) return more.length ? askWhichFalse(s, [doubted, ...more]) : sayFalse(s, doubted)
  if (s.person && overAlone(s)) return [...leftAside(s), ...reply(s, { text: reportWords.overOfNothing, drill })]
  const record = draft(s, 'disaster_report', fields, drill)
  if (!s.person)
    return [
      ...file(s, record),
      ...tellStranger(s, record),
      ...firstDeadline(s, record),
      ...reply(s, { text: recordWords.strangerKept, drill }, { about: { kind: 'record', id: record.id } }),
    ]
  // 青石公路抢通了: what is told only as over asks nobody to come
  const over = record.state === 'raised' && tellsOnlyOver((s.event as MessageEvent).text)
  const state = fields.false_alarm ? 'false_alarm' : over ? 'closed' : record.state
  const same = sameEvent(s, record)
  const kept: Rec = { ...record, state, fields: { ...record.fields, ...(same ? { same_as: same.no } : {}) } }
  return [...file(s, kept), ...filed(s, kept), ...askWhichEvent(s, kept)]
}

/** A report that was just filed: who hears of it, by when somebody is to take it over, what its reporter sees. */
export const filed = (s: Situation, record: Rec): Change[] => [
  ...raise(s, record),
  ...(record.state === 'raised' ? firstDeadline(s, record) : []),
  ...reply(s, echo(record, s), { slot: `echo:${record.id}`, about: { kind: 'record', id: record.id } }),
]

/** 又塌了, which fits two events alike: it is raised with a number of its own, and one press says which it is, or that it is another. */
function askWhichEvent(s: Situation, record: Rec): Change[] {
  const meant = anewIn((s.event as MessageEvent).text) ? eventMeant(s) : undefined
  if (!meant || !('ask' in meant) || record.fields.restricted) return []
  const card = cardMessage(
    {
      title: reportWords.whichEvent(record.no),
      tone: 'warn',
      lines: [],
      original: { text: record.text.slice(0, 200), source: '原话' },
      buttons: [
        ...meant.ask.slice(0, MOST_EVENTS).map((r) => ({
          label: eventLine(s, r),
          act: 'report.merge',
          data: { id: record.id, into: r.no },
        })),
        { label: reportWords.anotherEvent, act: 'report.apart', data: { id: record.id } },
      ],
      note: reportWords.toldMeanwhile,
    },
    record.drill,
  )
  const about = { kind: 'record', id: record.id } as const
  const privately = (s.event as MessageEvent).chat.kind === 'group' && reach(s.roster, s.person!.id)
  return privately ? tell(s, s.person!.id, card, { priority: 'reply', about }) : reply(s, card, { about })
}
const MOST_EVENTS = 3

/** It was said to be an event of its own: nobody is asked any more whether it is another's. */
export const keepApart = (s: Situation, record: Rec): Change[] => {
  const fields = record.fields.same_as ? { same_as: null } : {}
  return [
    ...(record.fields.same_as ? [amendment(s.roster, record, fields), ...raise(s, amendedBy(record, fields, ''))] : []),
    ...reply(s, { text: reportWords.keptApart(record.no), drill: record.drill }),
  ]
}

/** That something is over, of which nobody has told, and nothing else: no new event. */
function overAlone(s: Situation): boolean {
  const { text } = s.event as MessageEvent
  const { fields } = s.reading!
  const harm = Object.entries(fields).some(([key, v]) => typeof v === 'number' && v > 0 && !key.startsWith('evacuated'))
  return !!sceneIn(text)?.over && !harm && !(s.event as MessageEvent).meant && text.length <= MOST_OVER
}
const MOST_OVER = 40

/** What the reporter sees: the number, at most two questions, and what was read, to be checked. */
function echo(record: Rec, { tz, reading }: Situation): Outbound {
  if (record.fields.restricted) return { text: recordWords.keptQuietly, drill: record.drill }
  if (record.state === 'false_alarm') return { text: reportWords.falseAlarm(record.no), drill: record.drill }
  if (record.state === 'closed') return { text: reportWords.keptAsOver(record.no), drill: record.drill }
  const asked = questions(record, reading?.questions ?? [])
  const late = writtenLate(record, tz)
  return cardMessage(
    {
      title: reportWords.reportKept(record.no),
      tone: 'info',
      lines: [...(late ? [recordWords.writtenLate(late)] : []), ...(asked ? [asked.trim()] : [])],
      form: checkForm(record),
    },
    record.drill,
  )
}

/** The latest open report of the same kind at the same stake, or in the same village and not in another group of it. */
function sameEvent(s: Situation, record: Rec): Rec | undefined {
  const { village, place, stake, kind } = record.fields
  const group = groupOf(record)
  const fits = (r: Rec) => {
    if (r.id === record.id || r.drill !== record.drill || r.fields.kind !== kind) return false
    if (stake) return r.fields.stake === stake
    // of what nobody knows the kind of, a village alone says nothing
    if (!village || !kind) return !!place && r.fields.place === place
    return r.fields.village === village && (!group || !groupOf(r) || groupOf(r) === group)
  }
  return s.need(NEAR).findLast(fits)
}

/** What a false alarm may be told of: open reports of the village that it is told of, or whose people tell it; not of another group. */
function calledFalse(s: Situation): Rec[] {
  const { fields, drill } = s.reading!
  const { village, place, kind } = fields
  const codes = village ? [villageCodeOf(s.roster, village)] : villagesHere(s)
  const group = groupOf({ fields: { place } })
  return s
    .need(NEAR)
    .filter((r) => r.kind === 'disaster_report' && r.drill === drill && codes.includes(r.villageCode))
    .filter((r) => !kind || !r.fields.kind || r.fields.kind === kind)
    .filter((r) => !group || !groupOf(r) || groupOf(r) === group)
}

/** Whoever may change it ends it; another's word is put before the officers, who check it. */
function sayFalse(s: Situation, record: Rec): Change[] {
  if (mayChange(s.person, record) && mayMove(record.kind, record.state, 'false_alarm'))
    return endAsFalseAlarm(s, record)
  const { changes, after } = joined(s, record)
  return [
    ...changes,
    ...raiseChanged(s, record, after),
    ...sayBesides(s, after, reportWords.saidFalse),
    ...reply(
      s,
      {
        text: after.fields.restricted ? recordWords.keptQuietly : reportWords.falseToCheck(record.no),
        drill: record.drill,
      },
      { about: { kind: 'record', id: record.id } },
    ),
  ]
}

/** Nothing is ended on a guess. */
const askWhichFalse = (s: Situation, some: readonly Rec[]): Change[] =>
  reply(s, { text: reportWords.whichFalse(some.map((r) => `${r.no}（${placeOf(r)}）`)), drill: some[0]!.drill })

/**
 * Whether a message goes on with an earlier report of the same sender: it answers that report's message, or it is told of the one
 * story that it fits. Never across senders.
 */
export function continues(s: Situation): Rec | undefined {
  const { drill } = s.reading!
  const fits = (r: Rec) =>
    r.kind === 'disaster_report' && isOpen(r.state) && r.drill === drill && r.account === s.account
  const subject = s.need(SUBJECT)
  if (subject && fits(subject)) return subject
  const meant = eventMeant(s)
  return meant && 'join' in meant && fits(meant.join) ? meant.join : undefined
}

/** New figures replace old ones; the old stay in the ledger. What is not sure of people is asked, and changes nothing before. */
export function amendReport(s: Situation, record: Rec): Change[] {
  const event = s.event as MessageEvent
  const { false_alarm } = s.reading!.fields
  if (false_alarm && mayMove(record.kind, record.state, 'false_alarm')) return endAsFalseAlarm(s, record)
  const went = wentOn(record, event.text)
  const read = went && 'fields' in went ? { ...s.reading!.fields, ...went.fields } : s.reading!.fields
  const said = peopleSaid(record, event.text, read, { by: s.person?.id, at: event.at })
  const { changes, fields: amended, after } = amend(withFields(s, said.fields), record)
  const { toll: _, ...fields } = amended
  const about = { kind: 'record', id: record.id } as const
  const choices = went && 'either' in went ? went.either : said.choices
  const line = answerLine(after, fields, event.text, s.reading!.questions, !!choices)
  const again = !choices && saidAgain(record.text, event.text)
  return [
    ...changes,
    ...raiseChanged(s, record, after),
    ...(again || choices ? [] : anewIn(event.text) ? sayWorse(s, after) : saidBesides(s, after, fields, event.text)),
    // the reporter's card stays true; what was changed is said in a line of its own, since a card that changes is not heard
    ...(record.chat
      ? [
          say(s, record.channel, record.chat, echo(after, s), {
            priority: 'reply',
            slot: `echo:${record.id}`,
            about,
          }),
        ]
      : []),
    ...(choices
      ? askFigures(s, after, choices, line, said.byOfficer)
      : reply(
          s,
          joinedAnswer(s, after, line),
          // many times the same makes one answer
          { about, ...(again ? { slot: `again:${record.id}` } : {}) },
        )),
  ]
}

const withFields = (s: Situation, fields: Record<string, unknown>): Situation => ({
  ...s,
  reading: { ...s.reading!, fields },
})

/** Figures that may be meant in two ways: one press says which, of whoever told them or, of a death or a denial, of an officer. */
function askFigures(s: Situation, record: Rec, choices: readonly Choice[], line: string, byOfficer = false): Change[] {
  const about = { kind: 'record', id: record.id } as const
  const quiet = { text: recordWords.keptQuietly, drill: record.drill }
  const judges = byOfficer && !isOfficer(s.person)
  const card = cardMessage(
    {
      title: (byOfficer ? reportWords.checkFigure : reportWords.whichFigure)(record.no),
      tone: 'warn',
      lines: judges ? known([['来自', s.person?.name]]) : line ? [line] : [],
      ...(judges ? { original: { text: (s.event as MessageEvent).text.slice(0, 800), source: '原话' } } : {}),
      buttons: choices.map(({ figures, words }) => ({
        label: words,
        act: byOfficer ? 'report.toll' : 'report.figure',
        data: { id: record.id, ...figuresIn(figures) },
      })),
    },
    record.drill,
  )
  if (judges)
    return [
      ...officers(s).flatMap((p) => tell(s, p.id, card, { priority: 'alert', about })),
      ...reply(
        s,
        record.fields.restricted ? quiet : { text: `${line}${reportWords.beingChecked}`, drill: record.drill },
        { about },
      ),
    ]
  return [
    ...sayBesides(s, record, recordWords.figuresStand),
    ...reply(s, record.fields.restricted ? quiet : card, { about }),
  ]
}

/** What another's words would make of the figures of people, for an officer to choose: they, or what stands. */
export function disputedFigures(s: Situation, record: Rec): Button[] {
  const { text, at } = s.event as MessageEvent
  const read = s.again({ as: 'disaster_report' }).fields
  const said = peopleSaid(record, text, read, { by: s.person?.id, at })
  const changed = Object.fromEntries(
    PEOPLE.flatMap((of) =>
      typeof said.fields[of] === 'number' && said.fields[of] !== record.fields[of] ? [[of, said.fields[of]]] : [],
    ),
  )
  const choices = (said.choices ?? [{ figures: {} }])
    .map(({ figures }) => ({ ...changed, ...figures }))
    .filter((figures) => Object.entries(figures).some(([of, n]) => record.fields[of] !== n))
  return choices.length
    ? [
        ...choices.map((figures) => ({
          label: reportWords.changeTo(standsAs(figures)),
          act: 'report.toll',
          data: { id: record.id, ...figuresIn(figures) },
        })),
        { label: reportWords.leaveAsIs, act: 'report.toll', data: { id: record.id } },
      ]
    : []
}

/** Figures of people as a press carries them. */
const figuresIn = (figures: Choice['figures']): Record<string, string> =>
  Object.fromEntries(Object.entries(figures).map(([of, n]) => [of, String(n)]))

/** Figures that were asked for come back by a press. */
export function setFigures(s: Situation, record: Rec, data: Readonly<Record<string, string>>): Change[] {
  const figures = PEOPLE.flatMap((of): Entry[] => {
    const n = data[of] === undefined ? Number.NaN : Number(data[of])
    return Number.isInteger(n) && n >= 0 && n <= mostOf(of)
      ? [{ of, is: n, by: s.person?.id, at: s.now.toISOString() }]
      : []
  })
  const was = record.fields
  const fields = fieldsAfter(was, [...accountOf(was), ...figures])
  const { toll: _, ...shown } = Object.fromEntries(Object.entries(fields).filter(([k, v]) => v !== was[k]))
  const after = amendedBy(record, fields, '')
  return [
    amendment(s.roster, record, fields),
    ...raiseChanged(s, record, after),
    ...reply(s, {
      text: Object.keys(shown).length ? changedLine(after, shown) : reportWords.figuresStay(record.no),
      drill: record.drill,
    }),
  ]
}

/** The place that somebody else set right, by a press of whoever may change it. */
export function setPlace(s: Situation, record: Rec, place: string): Change[] {
  const result = checkValues(record, { place }, s.now)
  if ('fault' in result) return reply(s, { text: result.fault, drill: record.drill })
  return [
    amendment(s.roster, record, result.fields),
    ...raiseChanged(s, record, amendedBy(record, result.fields, '')),
    ...reply(s, { text: changedLine(record, result.fields), drill: record.drill }),
  ]
}

/** What it is now, what is asked anew, and what of the words was not understood. */
function answerLine(
  record: Rec,
  fields: Record<string, unknown>,
  text: string,
  spoken: readonly string[],
  asking = false,
): string {
  if (record.fields.restricted) return recordWords.keptQuietly
  const read = Object.keys(fields).length > 0
  const { trapped } = record.fields
  if (asking) return read ? changedLine(record, fields) : ''
  return [
    changedLine(record, fields),
    Object.values(fields).includes(null) || (spoken.length && !CASUALTIES.some((f) => f in fields))
      ? questions(record, spoken)
      : '',
    SAFE.test(text) && typeof trapped === 'number' && trapped > 0 && fields.trapped === undefined
      ? reportWords.stillTrapped(trapped)
      : !read && A_FIGURE.test(text)
        ? reportWords.noFigureRead
        : '',
  ].join('')
}
const A_FIGURE = /[\d一二两三四五六七八九十几]{1,4}\s?[多余来]?[人户间亩个名头]/

/** People are said to be safe: whether a figure falls by that is for a person to say. */
const SAFE = /救(?:出|上|下|起)|获救|脱险|脱困|出来了|找到|没事|平安|安全了|无恙/

const placeOf = ({ fields: { place, village } }: Rec) => String(place ?? village ?? '地点不明')

const CASUALTIES = ['deaths', 'missing', 'injured', 'trapped'] as const
const ABOUT_PEOPLE = [...CASUALTIES, 'rescued', 'trapped_suspected', 'trapped_unknown'] as const
/** Who was hurt, or is safe, figures that were not read, and harm told in other words are put before the officers; the rest stands on the card. */
function saidBesides(s: Situation, record: Rec, fields: Record<string, unknown>, text: string): Change[] {
  if (!text || inDoubt(record)) return []
  const note = noteOn(fields, text)
  return note ? sayBesides(s, record, note) : []
}

function noteOn(fields: Record<string, unknown>, text: string): string | undefined {
  if (CASUALTIES.some((f) => Number(fields[f] ?? 0) > 0)) return recordWords.figuresRose
  if (SAFE.test(text))
    return ABOUT_PEOPLE.some((f) => f in fields) ? recordWords.figuresFell : recordWords.lookAtFigures
  if (Object.keys(fields).some((f) => f !== 'restricted')) return undefined
  if (A_FIGURE.test(text)) return recordWords.figuresStand
  return tellsOfHarm(text) || casualtiesIn(text).size ? recordWords.toldAnew : undefined
}

/** The form or the numbered lines came back: what was changed is changed, and the figures count as checked. */
export function confirmFields(s: Situation, record: Rec, values: Record<string, unknown>): Change[] {
  const result = checkValues(record, values, s.now)
  if ('fault' in result) return reply(s, { text: result.fault, drill: record.drill })
  const changed = Object.keys(result.fields).length > 0
  // what is typed into a form is looked at like what is said
  const fields = { ...result.fields, ...restrictedBy(s, Object.values(result.fields).join('\n')) }
  const after = amendedBy(record, fields, '')
  const about = { kind: 'record', id: record.id } as const
  const done = changed ? changedLine(record, result.fields) : reportWords.checked(record.no)
  const quiet = !!fields.restricted
  return [
    ...(changed ? [amendment(s.roster, record, fields)] : []),
    { type: 'record.noted', id: record.id, note: 'checked', data: { by: s.person?.id ?? null } },
    ...(changed && record.kind === 'disaster_report' ? raiseChanged(s, record, after) : []),
    ...(quiet
      ? reply(s, { text: recordWords.keptQuietly, drill: record.drill }, { slot: `echo:${record.id}`, about })
      : s.event.type === 'press'
        ? reply(
            s,
            cardMessage({ title: done, tone: 'good', lines: describe(record.kind, after.fields) }, record.drill),
            {
              slot: `echo:${record.id}`,
              about,
            },
          )
        : reply(s, { text: done, drill: record.drill }, { about })),
  ]
}

/** 同一事件: one report goes into another, with its words and photos; both reporters are told nothing twice. */
export function merge(s: Situation, record: Rec, into: Rec): Change[] {
  const { same_as: _, in_doubt: __, ...told } = record.fields
  const fields: Record<string, unknown> = Object.fromEntries(
    Object.entries(told).filter(([k]) => into.fields[k] === undefined),
  )
  if (into.fields.same_as === record.no) fields.same_as = null
  const after = amendedBy(into, fields, record.text)
  return [
    { type: 'record.moved', id: record.id, from: record.state, to: 'merged', note: into.no },
    { type: 'deadlines.cleared', subjectId: record.id },
    amendment(s.roster, into, fields, record.text, record.sourceMessageIds[0]),
    ...raise(s, { ...record, state: 'merged' }),
    ...raiseChanged(s, into, after),
    ...(record.ownerId === into.ownerId ? [] : tellOwner(s, record, reportWords.mergedInto(into.no))),
    ...reply(
      s,
      cardMessage(
        {
          title: reportWords.merged(record.no, into.no),
          tone: 'info',
          lines: [],
          buttons: [partButton(into, record.sourceMessageIds[0] ?? '')],
        },
        record.drill,
      ),
    ),
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
    ...tellOwner(s, record, '已报为误报'),
    // a joke about an emergency is for whoever is on duty to check: a card that changes is not heard
    ...(takesBack((s.event as MessageEvent).text) ? sayBesides(s, after, reportWords.saidAsJoke) : []),
    ...reply(s, { text: reportWords.falseAlarm(record.no), drill: record.drill }),
  ]
}

/** What is asked of people whom the message spoke of without a number that could be taken from it. */
const OF_PEOPLE: Readonly<Record<string, string>> = {
  injured: '受伤',
  trapped: '被困',
  missing: '失联',
  deaths: '遇难',
}

/**
 * At most two short questions, in the order of the report elements; the report is already on its way. People come to harm first.
 * @param spoken fields that the message speaks of without a value
 */
function questions(record: Rec, spoken: readonly string[]): string {
  const people = Object.entries(OF_PEOPLE).flatMap(([field, word]) =>
    spoken.includes(field) && record.fields[field] === undefined ? word : [],
  )
  const missing = kinds.disaster_report
    .missing(record.fields)
    .filter(({ key }) => !people.length || !(key in OF_PEOPLE))
    .map((m) => m.question)
  const asked = [...(people.length ? [reportWords.howMany(people)] : []), ...missing].slice(0, 2)
  return asked.length ? reportWords.pleaseAdd(asked) : ''
}

/** The card the duty officer and the leader in charge act on. @param viewer whose card it is: numbers are for those who call. */
function reportMessage(g: DecisionContext, record: Rec, viewer?: Person): Outbound {
  const phones = seesPhones(g, viewer)
  const withPhone = (id: string | null, name: string | undefined) =>
    [name, phones && id ? g.roster.people.get(id)?.phone : undefined].filter(Boolean).join(' ')
  const data = { id: record.id, v: String(record.version) }
  const urge = evacuationSign(record)
  const { listed, more } = candidates(g, record)
  const same = typeof record.fields.same_as === 'string' ? record.fields.same_as : undefined
  return cardMessage(
    {
      title: `${record.state === 'false_alarm' ? '误报' : '灾情险情'} ${record.no}`,
      tone: isOpen(record.state) ? 'danger' : 'info',
      lines: [
        ...(urge && isOpen(record.state) ? [recordWords.leaveNow(urge)] : []),
        ...(record.fields.restricted ? [recordWords.restricted] : []),
        ...(same && isOpen(record.state) ? [reportWords.sameEvent(same)] : []),
        ...describe(record.kind, record.fields),
        ...known([
          ['报告人', withPhone(record.reporterId, reporterWords(g, record))],
          ['写于', writtenLate(record, g.tz)],
          ['收到', saidTime(record.receivedAt, g.tz)],
          ['状态', stateWords(record)],
          ['照片', record.photos ? `${record.photos}张` : ''],
        ]),
        ...(record.ownerId
          ? known([['处置人', withPhone(record.ownerId, g.roster.people.get(record.ownerId)?.name)]])
          : []),
      ],
      original: { text: record.text.slice(0, 1200), source: '原话' },
      buttons: isOpen(record.state)
        ? [
            ...(record.state === 'raised'
              ? [{ label: '接警', act: 'report.receive', data, style: 'primary' as const }]
              : []),
            ...(same ? [{ label: `并入 ${same}`, act: 'report.merge', data: { ...data, into: same } }] : []),
            { label: '升级', act: 'report.escalate', data, confirm: reportWords.confirmEscalate },
            { label: '办结', act: 'report.close', data, confirm: reportWords.confirmClose },
            { label: '误报', act: 'report.false_alarm', data, confirm: '确认是误报？' },
          ]
        : mayMove(record.kind, record.state, 'raised')
          ? [{ label: '重新打开', act: 'report.reopen', data, confirm: reportWords.confirmReopen }]
          : [],
      form: isOpen(record.state)
        ? {
            fields: [
              {
                name: 'to',
                label: '转派给',
                type: 'select',
                required: true,
                options: listed.map((p) => ({ label: p.name, value: p.id })),
              },
            ],
            submit: { label: '转派', act: 'report.transfer', data },
          }
        : undefined,
      note: isOpen(record.state) && more ? reportWords.notListed(more, record.no) : undefined,
    },
    record.drill,
  )
}

const IN_CHARGE = ['duty_leader', 'station_staff', 'duty_officer'] as const
/** So many names are shown to choose from; the card says how to name anybody else. */
const LISTED = 40

/** Who a report may be passed to: leaders, station staff, and the village's own officers. */
function candidates(g: DecisionContext, record: Rec): { listed: Person[]; more: number } {
  const villages = (p: Person) => p.roles.some((r) => r.role === 'info_officer' && r.villageCode === record.villageCode)
  const all = [...g.roster.people.values()].filter((p) => p.active && (hasRole(p, ...IN_CHARGE) || villages(p)))
  // whoever is on duty now or near the place is found without a search
  const first = new Set([...officers(g), ...leaders(g), ...all.filter(villages)].map((p) => p.id))
  const sorted = [...all.filter((p) => first.has(p.id)), ...all.filter((p) => !first.has(p.id))]
  return { listed: sorted.slice(0, LISTED), more: Math.max(0, sorted.length - LISTED) }
}

/** Its card, for an officer who asks for it by its number. */
export const reportCard = (g: DecisionContext, record: Rec, viewer: Person): Outbound =>
  inDoubt(record)
    ? whichMessage(g, record)
    : record.state === 'unverified'
      ? strangerMessage(g, record)
      : reportMessage(g, record, viewer)

/** The card for everyone who watches the report now; an edit where they already have it. @param anew whom to call has changed. */
export function raise(g: DecisionContext, record: Rec, anew = false): Change[] {
  if (inDoubt(record)) return askWhich(g, record)
  const watching = new Map([...officers(g), ...(record.fields.restricted ? [] : leaders(g))].map((p) => [p.id, p]))
  if (record.ownerId && g.roster.people.has(record.ownerId))
    watching.set(record.ownerId, g.roster.people.get(record.ownerId)!)
  return [
    ...[...watching.values()].flatMap((p) => alert(g, p, record, anew)),
    ...follow(g, record, [...watching.keys()], anew),
  ]
}

/** The same after words were added: of what turns out to be sensitive, the cards of all but the officers say no more. */
export function raiseChanged(g: DecisionContext, before: Rec, after: Rec): Change[] {
  if (!after.fields.restricted || before.fields.restricted) return raise(g, after)
  const stays = new Set([...officers(g).map((p) => p.id), after.ownerId])
  const [kept, others] = [true, false].map((stay) =>
    (after.held ?? []).filter((h) => stays.has(personOf(g.roster, h.channel, h.account)?.id ?? '') === stay),
  )
  return [...raise(g, { ...after, held: kept }), ...follow(g, { ...after, held: others }, [], false, withheld(after))]
}

const withheld = (record: Rec): Outbound =>
  cardMessage({ title: `灾情险情 ${record.no}`, tone: 'info', lines: [reportWords.withheld] }, record.drill)

const alert = (g: DecisionContext, p: Person, record: Rec, anew = false): Change[] => [
  ...tell(g, p.id, reportMessage(g, record, p), {
    priority: 'alert',
    slot: `record:${record.id}`,
    about: { kind: 'record', id: record.id },
  }),
  ...shownTo(g, record, p, anew),
]

/** Every other card that somebody holds of it says the same: of leaders it was escalated to, of former owners, of alarms. */
function follow(g: DecisionContext, record: Rec, told: string[], anew: boolean, instead?: Outbound): Change[] {
  return (record.held ?? []).flatMap(({ channel, account, slot }): Change[] => {
    const holder = personOf(g.roster, channel, account)
    if (!holder || (told.includes(holder.id) && slot === `record:${record.id}`)) return []
    const message = instead ?? followed(g, record, holder)
    const about = { kind: 'record', id: record.id } as const
    const to = { channel, account }
    return [
      {
        type: 'message.owed',
        owed: { id: g.newId(), to, personId: holder.id, message, priority: 'alert', slot, about },
      },
      ...(anew ? shownTo(g, record, holder, anew) : []),
    ]
  })
}

/** A restricted report is followed by whom it was escalated to; from other cards it stays withheld. */
const followed = (g: DecisionContext, record: Rec, holder: Person): Outbound =>
  record.fields.restricted && holder.id !== record.ownerId && !hasRole(holder, 'duty_officer', 'town_leader', 'admin')
    ? withheld(record)
    : reportMessage(g, record, holder)

/** The ledger knows who was shown whole numbers: a line where they are shown anew, not one an edit. */
const shownTo = (g: DecisionContext, record: Rec, p: Person, anew = false): Change[] => {
  const holds = record.held?.some((c) => personOf(g.roster, c.channel, c.account)?.id === p.id)
  const phones = [record.ownerId, record.reporterId].some((id) => id && g.roster.people.get(id)?.phone)
  return seesPhones(g, p) && phones && (anew || !holds)
    ? [{ type: 'phones.shown', what: `card ${record.no}`, subject: { id: p.id, drill: record.drill } }]
    : []
}

/** Whole numbers are for those who make the calls. */
const seesPhones = (g: DecisionContext, viewer: Person | undefined) => !!viewer && mayCall(g.roster, viewer, g.now)

/** How long after the last step of the ladder it is said again, and again. */
const AGAIN_MINUTES = 30

/**
 * Nobody has taken the report over in time, or judged a stranger's: the next person is told, then the next; what is real is said
 * again every half hour to whoever is on duty until somebody sees to it. A drill's ladder has an end.
 */
export function remindUnreceived(g: DecisionContext, record: Rec, step: number): Change[] {
  const doubt = inDoubt(record)
  const stranger = record.state === 'unverified' && !doubt
  if (record.state !== 'raised' && record.state !== 'unverified') return []
  // sensitive words of somebody unknown are the officers' alone
  const onDuty = stranger && record.fields.restricted ? officers(g) : [...officers(g), ...leaders(g)]
  const ladder = stranger
    ? [officers(g), onDuty]
    : [
        withRole(g.roster, 'duty_leader'),
        withRole(g.roster, 'town_leader'),
        [...onDuty, ...withRole(g.roster, 'town_leader')],
      ]
  const minutes = g.settings.report_deadlines.unreceived_minutes
  const again = step >= minutes.length
  const to = again ? onDuty : (ladder[Math.min(step, ladder.length - 1)] ?? [])
  const waited = Math.max(0, Math.round((g.now.getTime() - record.receivedAt.getTime()) / 60_000))
  const card = doubt ? whichMessage(g, record) : stranger ? strangerMessage(g, record) : reportMessage(g, record)
  const title = reportWords.waits(record.no, doubt ? 'doubt' : stranger ? 'stranger' : 'raised', waited)
  const urgent: Outbound = { ...card, card: { ...card.card!, title }, text: title }
  const nextIn = minutes[step + 1] ?? (record.drill || !minutes.length ? undefined : AGAIN_MINUTES)
  return [
    { type: 'record.noted', id: record.id, note: 'unreceived', data: { step, waited_minutes: waited } },
    ...[...new Map(to.map((p) => [p.id, p])).values()].flatMap((p) =>
      tell(g, p.id, urgent, {
        priority: 'alert',
        // a card in a slot is edited, which is not heard: what is said again is a message of its own
        ...(again ? {} : { slot: `record:${record.id}:step${step}` }),
        urgent: 'app',
        still: UNRECEIVED.name,
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
export function moveTo(s: Situation, record: Rec, to: Rec['state'], note?: string): Change[] {
  const after: Rec = { ...record, state: to, version: record.version + 1 }
  const told =
    { received: reportWords.received, closed: '已办结', false_alarm: '已核实为误报', handling: '已到现场', raised: '' }[
      to as 'received'
    ] ?? ''
  return [
    { type: 'record.moved', id: record.id, from: record.state, to, note },
    ...(to === 'received' && s.person ? [assign(record, { ownerId: s.person.id })] : []),
    { type: 'deadlines.cleared', subjectId: record.id },
    ...(to === 'received' && s.person ? raise(s, { ...after, ownerId: s.person.id }, true) : raise(s, after)),
    ...(told
      ? answerReporter(s, record, {
          text: `${record.no} ${told}${s.person ? `（${s.person.name}）` : ''}。`,
          drill: record.drill,
        })
      : []),
    ...(told && to !== 'received' ? tellOwner(s, record, told) : []),
  ]
}

/** 重新打开: what was ended too early or by a slip goes on; whoever had it has it again, else it waits to be taken over. */
export function reopen(s: Situation, record: Rec, note?: string): Change[] {
  const owner = record.ownerId ? s.roster.people.get(record.ownerId) : undefined
  const to = owner?.active ? 'received' : 'raised'
  const after: Rec = { ...record, state: to, version: record.version + 1 }
  const by = s.person ? `（${s.person.name}）` : ''
  const text = to === 'received' ? reportWords.reopened(record.no, owner!.name) : reportWords.reopenedWaits(record.no)
  return [
    { type: 'record.moved', id: record.id, from: record.state, to, note },
    ...(to === 'raised' ? firstDeadline(s, after) : []),
    ...raise(s, after),
    ...tellOwner(s, record, reportWords.reopenedYours),
    ...answerReporter(s, record, { text: `${reportWords.goesOn(record.no)}${by}`, drill: record.drill }),
    ...reply(s, { text, drill: record.drill }, { about: { kind: 'record', id: record.id } }),
  ]
}

/** 转派: another person is responsible from now on and is told at once. */
export function transfer(s: Situation, record: Rec, to: Person): Change[] {
  const after: Rec = {
    ...record,
    ownerId: to.id,
    state: record.state === 'raised' ? 'received' : record.state,
    version: record.version + 1,
  }
  return [
    assign(record, { ownerId: to.id }),
    ...(record.state === 'raised'
      ? [{ type: 'record.moved', id: record.id, from: 'raised', to: 'received', note: `转派${to.name}` } as const]
      : []),
    { type: 'deadlines.cleared', subjectId: record.id },
    ...raise(s, after, true),
    ...tell(s, to.id, yours(s, after), { priority: 'alert', about: { kind: 'record', id: record.id } }),
    ...(record.ownerId && record.ownerId !== to.id
      ? tell(
          s,
          record.ownerId,
          { text: reportWords.passedTo(record.no, to.name), drill: record.drill },
          { priority: 'reply', about: { kind: 'record', id: record.id } },
        )
      : []),
  ]
}

/** A message of its own to whoever is responsible now: a card that only changes is not heard. */
function yours(s: Situation, record: Rec): Outbound {
  const what = [record.fields.place ?? record.fields.village, record.fields.kind].filter(Boolean).join(' ')
  const by = s.person && s.person.id !== record.ownerId ? s.person.name : undefined
  return {
    text: reportWords.yours(record.no, what, by),
    drill: record.drill,
  }
}

/** 升级: the town leaders get the card. */
export function escalate(s: Situation, record: Rec): Change[] {
  return [
    { type: 'record.noted', id: record.id, note: 'escalated', data: { by: s.person?.id ?? null } },
    ...withRole(s.roster, 'town_leader').flatMap((p) => alert(s, p, record)),
    ...tellOwner(s, record, '已升级给镇领导'),
    ...reply(s, { text: reportWords.escalated(record.no), drill: record.drill }),
  ]
}
