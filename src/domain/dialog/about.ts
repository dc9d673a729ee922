/**
 * A message that names a record by its number or quotes its card is about that record and no other, whoever sends it. Its
 * reporter, whoever answers for it, officers and leaders change it; anybody else adds to it.
 */

import type { MessageEvent } from '../kernel/message.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { kindOf } from '../kinds.ts'
import { type Change, READERS, RECORDS } from '../nouns.ts'
import { casualtiesIn } from '../reading/figures.ts'
import { fragmentIn } from '../reading/fragment.ts'
import { tellsOfHarm } from '../reading/learned/intent.ts'
import type { AnyIntent, Fields, Intent, Reading } from '../reading/reading.ts'
import { type Scene, sceneIn } from '../reading/scene.ts'
import { afterAll } from '../record/after.ts'
import { correct } from '../record/amend.ts'
import { setAside } from '../record/aside.ts'
import { joined, sayBesides } from '../record/besides.ts'
import { quietly, stateWords } from '../record/filing.ts'
import { mayChange } from '../record/may.ts'
import { figureTakenBack, wrongIn } from '../record/mistaken.ts'
import { IN_CHAT, numbersIn, OPEN_HERE, RECENT, SUBJECT, saysNobodyHurt, withoutNumbers } from '../record/needs.ts'
import { tellsOnlyOver } from '../record/over.ts'
import { isOpen, isToldOf, type Rec } from '../record/record.ts'
import { othersStory, sceneMeant, storyMeant, topicsOf } from '../record/story.ts'
import { addToUnsure } from '../record/unsure.ts'
import { recordWords } from '../record/words.ts'
import { askWhichStory } from './which.ts'
import { dialogWords } from './words.ts'

/** What is told of an event or a danger, or of nothing that has a name. Anything else goes its own way, also under a record. */
const TELLS: ReadonlySet<AnyIntent> = new Set<AnyIntent>(['disaster_report', 'hazard_report', 'evacuation', 'callout'])
const LOOSE: ReadonlySet<AnyIntent> = new Set<AnyIntent>(['none', 'ack'])

/** Undefined = it points at no record, or says something that is no news of it. */
export function aboutNamed(s: Situation, event: MessageEvent): Change[] | undefined {
  const record = s.need(SUBJECT)
  if (!record) return unknownNumber(s, event)
  if (!isToldOf(record) || !event.text || !isNews(s, event)) return undefined
  if (!s.person) return ownOf(s, record) ? undefined : setAside(s, 'stranger', recordWords.strangerAside, record)
  if (record.kind === 'hazard_report' && hurt(s, event)) return turnedEvent(s, record)
  const { person } = s
  if (!isOpen(record.state) || !mayChange(person, record) || elsewhere(s, record)) return addTo(s, record)
  return change(s, record)
}

/** ZQ-99999999-999 办结: whoever names what is not there is told so, and it makes nothing new. Warnings have numbers of their own. */
function unknownNumber(s: Situation, event: MessageEvent): Change[] | undefined {
  const { intent, ask } = s.reading ?? { intent: 'none', ask: [] }
  const [no] = numbersIn(s)
  const orders = LOOSE.has(intent) || intent === 'instruction' || ask.length > 0
  if (!s.person || !event.text || !no || /^(?:YL)?YJ-/.test(no) || !orders || isHarm(event)) return undefined
  return reply(s, { text: recordWords.noSuchNumber(no) })
}

/** Undefined = it goes on with nothing that its sender is telling. @param readOn what it leaves by itself. */
export function aboutStory(s: Situation, event: MessageEvent, readOn: () => Change[]): Change[] | undefined {
  const { intent, doubt, ask = [] } = s.reading ?? {}
  if (!s.person || !event.text || doubt || !intent) return undefined
  const mended = figureTakenBack(s.need(RECENT), event.text)
  if (mended) return 'one' in mended ? change(s, mended.one, mended.fields) : askWhichStory(s, mended.which)
  const part = fragmentIn(event.text)
  const last = s.need(RECENT).find((r) => isOpen(r.state))
  if (last?.kind === 'unsure' && part && part !== 'answer' && last.fields.asked === true) return addToUnsure(s, last)
  if (last?.kind === 'hazard_report' && (part === 'amount' || part === 'spot')) return change(s, last)
  const scene = sceneIn(event.text)
  const there = scene && fromScene(s, scene, readOn)
  if (there) return there
  // what may be of it, among other things, is of what its sender is telling
  const told =
    LOOSE.has(intent) ||
    intent === 'disaster_report' ||
    ask.includes('disaster_report') ||
    (intent === 'patrol' && saysNobodyHurt(event.text))
  const meant = told || part ? storyMeant(s) : undefined
  const beside = told || part ? othersLately(s, event, meant) : undefined
  if (beside) return addTo(s, beside)
  if (!meant) return told ? aboutOpenHere(s, event) : undefined
  return 'one' in meant ? change(s, meant.one) : askWhichStory(s, meant.which)
}

/** What leaves a record of its own besides: people who were moved or are sheltered, teams. */
const KEPT_BESIDES: ReadonlySet<AnyIntent> = new Set<AnyIntent>(['evacuation', 'shelter', 'callout'])
/** What is said from a scene, whatever it looks like: 已到位, 情况稳定, 撤了. */
const OF_SCENE: ReadonlySet<AnyIntent> = new Set<AnyIntent>(['disaster_report', 'none', 'ack', 'patrol'])

/** Words from a scene belong to the report of it, whoever says them; of one that nobody told of they are news. */
function fromScene(s: Situation, scene: Scene, readOn: () => Change[]): Change[] | undefined {
  const { intent, ask } = s.reading!
  const besides = KEPT_BESIDES.has(intent) && !ask.length
  if (!besides && !ask.length && !OF_SCENE.has(intent)) return undefined
  const own = OF_SCENE.has(intent) || ask.length ? storyMeant(s) : undefined
  const meant = own && 'one' in own && !scene.same ? own : (sceneMeant(s) ?? own)
  if (!meant) return undefined
  if ('which' in meant) return besides ? undefined : askWhichStory(s, meant.which)
  const record = meant.one
  const { sameAs, onScene } = RECORDS[record.kind]
  const other = (r: Rec) => r.id !== record.id && r.kind === record.kind && isOpen(r.state)
  const before = scene.same ? s.need(RECENT).find(other) : undefined
  if (before && sameAs) return sameAs(s, before, record)
  const told = besides
    ? [...joined(s, record).changes.filter(({ type }) => type !== 'attachment.received'), ...readOn()]
    : mayChange(s.person, record)
      ? change(s, record)
      : addTo(s, record)
  return [...told, ...(onScene?.(s, afterAll(record, told), scene) ?? [])]
}

/** 来电了: of what is open in that village, whoever told it; where nothing is, and no place is named, there is nothing to keep. */
function aboutOpenHere(s: Situation, event: MessageEvent): Change[] | undefined {
  if (!tellsOnlyOver(event.text)) return undefined
  const { intent, fields, drill } = s.reading!
  const open = s.need(OPEN_HERE).findLast((r) => r.drill === drill && topicsOf(r, event.text) > 0)
  if (open) return mayChange(s.person, open) ? change(s, open) : addTo(s, open)
  if (intent !== 'disaster_report' || fields.village || fields.place || fields.stake) return undefined
  return event.chat.kind === 'p2p' || event.mentionsBot ? reply(s, { text: dialogWords.nothingOpenHere }) : []
}

/** What somebody else told in this chat, where that is what was told last: others' few words belong to it. */
function othersLately(s: Situation, event: MessageEvent, own: ReturnType<typeof storyMeant>): Rec | undefined {
  if (own && 'which' in own) return undefined
  const theirs = wrongIn(s.need(IN_CHAT).toReversed(), event.text) ?? othersStory(s)
  return theirs && (!own || own.one.updatedAt < theirs.updatedAt) ? theirs : undefined
}

const ownOf = (s: Situation, r: Rec) => r.channel === s.event.channel && r.account === s.account

/** A number makes whatever stands beside it news; under a quoted card people also just talk. */
function isNews(s: Situation, event: MessageEvent): boolean {
  const { intent, fields } = s.reading!
  if (TELLS.has(intent)) return true
  if (!LOOSE.has(intent) || fields.ack_type === '收到') return false
  const han = unnumbered(event.text).match(/[\u4e00-\u9fa5\d]/g)?.length ?? 0
  return numbersIn(s).length ? han > 1 : han >= TALK
}
const unnumbered = (text: string) => withoutNumbers(text).trim()
/** Shorter words under a quote, in which nothing is read, are talk. */
const TALK = 6

const hurt = (s: Situation, { text }: MessageEvent) =>
  s.reading!.intent === 'disaster_report' && casualtiesIn(text).size > 0

/** A danger has done harm: that is an event of its own, at the same place, and stands with the hazard too. */
function turnedEvent(s: Situation, hazard: Rec): Change[] {
  const { village, place } = hazard.fields
  const fields = { village, place, ...s.reading!.fields }
  return [
    ...joined(s, hazard).changes,
    ...READERS.disaster_report
      .read({ ...s, reading: { ...s.reading!, fields } })
      .filter(({ type }) => type !== 'attachment.received'),
  ]
}

/** It names another village and takes nothing back: what is there is no correction of what is here. */
const elsewhere = ({ reading }: Situation, record: Rec): boolean => {
  const { village, correction } = reading!.fields
  return !correction && !!village && !!record.fields.village && village !== record.fields.village
}

/** Its fields as they are said now; of what is no report of its kind, those that the kind has. @param more that follow from what was said before. */
export function change(s: Situation, record: Rec, more: Record<string, unknown> = {}): Change[] {
  const reading: Reading = {
    ...s.reading!,
    intent: record.kind as Intent,
    drill: record.drill,
    doubt: false,
    fields: { ...fieldsFor(s, record), ...more },
  }
  return (RECORDS[record.kind].amended ?? correct)({ ...s, reading }, record)
}

function fieldsFor(s: Situation, { kind }: Rec): Fields {
  const { intent, fields } = s.reading!
  // the number itself says nothing
  const text = unnumbered((s.event as MessageEvent).text)
  const read = intent === 'evacuation' ? fields : s.again({ as: kind as Intent, text }).fields
  const spec = kindOf(kind).fields
  const known = (key: string) => key in spec || key === 'village' || key === 'correction' || key === 'false_alarm'
  return Object.fromEntries(Object.entries(read).filter(([key]) => known(key)))
}

/** Words of somebody who may not change it, or about what is over: kept with it, told, and raised where they tell of harm. */
function addTo(s: Situation, record: Rec): Change[] {
  const event = s.event as MessageEvent
  const { changes, after, newly } = joined(s, record)
  const over = !isOpen(record.state)
  const { changed, shown } = RECORDS[record.kind]
  const harm = sceneIn(event.text) ? casualtiesIn(event.text).size > 0 : isHarm(event)
  const raised = over || elsewhere(s, record) || isDisputed(event) || harm
  const onCard = changed ? changed(s, record, after) : shown?.(s, after)
  return [
    ...changes,
    ...(onCard ?? []),
    ...(raised || !onCard
      ? sayBesides(s, after, recordWords.notChangedByOthers, raised)
      : newly
        ? quietly(s, event)
        : []),
    ...reply(
      s,
      {
        text: after.fields.restricted
          ? recordWords.keptQuietly
          : over
            ? recordWords.addedLate(record.no, stateWords(record))
            : raised
              ? recordWords.addedTold(record.no)
              : recordWords.added(record.no),
        drill: record.drill,
      },
      { about: { kind: 'record', id: record.id } },
    ),
  ]
}

/** 误报, 不用管了, 死亡改为0: what another would end or change is for whoever is on duty to judge. */
const isDisputed = ({ text }: MessageEvent) =>
  /误报|假的|没这回事|不是真|不用管|作废|办结|撤回|开玩笑|改[为成]|更正|不对|错/.test(unnumbered(text))

const isHarm = ({ text }: MessageEvent) => tellsOfHarm(unnumbered(text)) || casualtiesIn(text).size > 0
