/**
 * A message that names a record by its number or quotes its card is about that record and no other, whoever sends it. Its
 * reporter, whoever answers for it, officers and leaders change it; anybody else adds to it.
 */

import type { Button, MessageEvent } from '../kernel/message.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { kindOf } from '../kinds.ts'
import { type Change, READERS, RECORDS } from '../nouns.ts'
import { anewIn, harmsIn } from '../reading/anew.ts'
import { fatesIn } from '../reading/fates.ts'
import { casualtiesIn } from '../reading/figures.ts'
import { fragmentIn, placeTakenBack } from '../reading/fragment.ts'
import { tellsOfHarm } from '../reading/learned/intent.ts'
import { partlyIn } from '../reading/partly.ts'
import type { AnyIntent, Fields, Intent, Reading } from '../reading/reading.ts'
import { type Scene, sceneIn } from '../reading/scene.ts'
import { afterAll } from '../record/after.ts'
import { correct, placeSetRight } from '../record/amend.ts'
import { setAside } from '../record/aside.ts'
import { joined, joinedAnswer, sayBesides, sayWorse } from '../record/besides.ts'
import { topicsOf } from '../record/event.ts'
import { quietly, stateWords } from '../record/filing.ts'
import { mayChange } from '../record/may.ts'
import { figureTakenBack } from '../record/mistaken.ts'
import { numbersIn, OPEN_HERE, RECENT, SUBJECT, saysNobodyHurt } from '../record/needs.ts'
import { beginsWithCall, withoutCalls } from '../record/numbers.ts'
import { tellsOnlyOver } from '../record/over.ts'
import { peopleMeant } from '../record/people-meant.ts'
import { isOpen, isToldOf, type Rec } from '../record/record.ts'
import { eventMeant, sceneMeant, storyMeant } from '../record/story.ts'
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

/** 没死人: that a death is taken back is said of the report that told it, whatever else would listen first. */
export function aboutTheDead(s: Situation, event: MessageEvent): Change[] | undefined {
  if (!s.person || !s.reading || !fatesIn(event.text).some(({ does }) => does === 'alive')) return undefined
  const meant = peopleMeant(s)
  if (!meant) return undefined
  return 'one' in meant
    ? change(s, meant.one)
    : 'others' in meant
      ? addTo(s, meant.others)
      : askWhichStory(s, meant.which)
}

/** Undefined = it goes on with nothing that its sender is telling. @param readOn what it leaves by itself. */
export function aboutStory(s: Situation, event: MessageEvent, readOn: () => Change[]): Change[] | undefined {
  const { intent, doubt, ask = [] } = s.reading ?? {}
  if (!s.person || !event.text || doubt || !intent) return undefined
  const mended = figureTakenBack(s.need(RECENT), event.text)
  if (mended) return 'one' in mended ? change(s, mended.one, mended.fields) : askWhichStory(s, mended.which)
  const people = peopleMeant(s)
  if (people)
    return 'one' in people
      ? change(s, people.one)
      : 'others' in people
        ? addTo(s, people.others)
        : askWhichStory(s, people.which)
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
  const ofHere = !!placeTakenBack(event.text) || ((ask.length || OF_SCENE.has(intent)) && partlyIn(event.text))
  const meant = told || part || ofHere ? eventMeant(s) : undefined
  if (!meant || 'new' in meant) return told || ofHere ? aboutOpenHere(s, event) : undefined
  if ('join' in meant) return joinTo(s, meant.join)
  // new harm is raised and has a number first, and which event it is of is asked then
  return anewIn(event.text) ? undefined : askWhichStory(s, meant.ask)
}

/** Words that belong to a report: whoever may change it does, anybody else adds to it. */
const joinTo = (s: Situation, record: Rec): Change[] =>
  mayChange(s.person, record) ? change(s, record) : addTo(s, record)

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
  const meant = own && 'join' in own && !scene.same ? own : (sceneMeant(s) ?? own)
  if (!meant || 'new' in meant) return undefined
  if ('ask' in meant) return besides ? undefined : askWhichStory(s, meant.ask)
  const record = meant.join
  const { sameAs, onScene } = RECORDS[record.kind]
  const other = (r: Rec) => r.id !== record.id && r.kind === record.kind && isOpen(r.state)
  const before = scene.same ? s.need(RECENT).find(other) : undefined
  if (before && sameAs) return sameAs(s, before, record)
  const told = besides
    ? [...joined(s, record).changes.filter(({ type }) => type !== 'attachment.received'), ...readOn()]
    : joinTo(s, record)
  return [...told, ...(onScene?.(s, afterAll(record, told), scene) ?? [])]
}

/** 来电了: of what is open in that village, whoever told it; where nothing is, and no place is named, there is nothing to keep. */
function aboutOpenHere(s: Situation, event: MessageEvent): Change[] | undefined {
  const [partly, over] = [partlyIn(event.text), tellsOnlyOver(event.text)]
  if (!over && !partly && !placeTakenBack(event.text)) return undefined
  const { intent, fields, drill } = s.reading!
  const open = s.need(OPEN_HERE).findLast((r) => r.drill === drill && topicsOf(r, event.text) > 0)
  if (open) return joinTo(s, open)
  // a fire that grows less, of which nobody has told, burns; harm beside a place that is taken back is harm
  const harms = harmsIn(event.text)
  if (partly ? harms.has('fire') : !over && harms.size) return undefined
  const noNews = intent === 'disaster_report' || partly || !!placeTakenBack(event.text)
  if (!noNews || fields.village || fields.place || fields.stake) return undefined
  return event.chat.kind === 'p2p' || event.mentionsBot ? reply(s, { text: dialogWords.nothingOpenHere }) : []
}

const ownOf = (s: Situation, r: Rec) => r.channel === s.event.channel && r.account === s.account

/** A number makes whatever stands beside it news; under a quoted card people also just talk. */
function isNews(s: Situation, event: MessageEvent): boolean {
  const { intent, fields } = s.reading!
  if (TELLS.has(intent)) return true
  if (!LOOSE.has(intent) || fields.ack_type === '收到') return false
  const han = unnumbered(event.text).match(/[\u4e00-\u9fa5\d]/g)?.length ?? 0
  return numbersIn(s).length || beginsWithCall(event.text) ? han > 1 : han >= TALK
}
const unnumbered = (text: string) => withoutCalls(text).trim()
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
  const known = (key: string) =>
    key.replace(/_about$/, '') in spec || key === 'village' || key === 'correction' || key === 'false_alarm'
  return Object.fromEntries(Object.entries(read).filter(([key]) => known(key)))
}

/** Words of somebody who may not change it, or about what is over: kept with it, told, and raised where they tell of harm. */
function addTo(s: Situation, record: Rec): Change[] {
  const event = s.event as MessageEvent
  const { changes, after, newly } = joined(s, record)
  const over = !isOpen(record.state)
  const { changed, shown, disputed } = RECORDS[record.kind]
  const figures = disputed?.(s, record)
  const harm = sceneIn(event.text) ? casualtiesIn(event.text).size > 0 : isHarm(event)
  const right = placeSetRight(s, record)
  const raised = over || elsewhere(s, record) || isDisputed(event) || harm || !!figures?.length || !!right
  const onCard = changed ? changed(s, record, after) : shown?.(s, after)
  return [
    ...changes,
    ...(onCard ?? []),
    ...(anewIn(event.text)
      ? sayWorse(s, after, figures)
      : raised || !onCard
        ? sayBesides(s, after, recordWords.notChangedByOthers, raised, [
            ...(figures ?? []),
            ...(right ? [placeButton(record, right)] : []),
          ])
        : newly
          ? quietly(s, event)
          : []),
    ...reply(
      s,
      joinedAnswer(
        s,
        after,
        after.fields.restricted
          ? recordWords.keptQuietly
          : over
            ? recordWords.addedLate(record.no, stateWords(record))
            : raised || anewIn(event.text)
              ? recordWords.addedTold(record.no)
              : recordWords.added(record.no),
      ),
      { about: { kind: 'record', id: record.id } },
    ),
  ]
}

/** Whoever may change it sets the place right by one press. */
const placeButton = ({ id }: Rec, place: string): Button => ({
  label: recordWords.setPlace(place),
  act: 'report.place',
  data: { id, place },
})

/** 误报, 不用管了, 死亡改为0: what another would end or change is for whoever is on duty to judge. */
const isDisputed = ({ text }: MessageEvent) =>
  /误报|假的|没这回事|不是真|不用管|作废|办结|撤回|开玩笑|改[为成]|更正|不对|错/.test(unnumbered(text))

const isHarm = ({ text }: MessageEvent) => tellsOfHarm(unnumbered(text)) || casualtiesIn(text).size > 0
