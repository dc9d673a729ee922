import type { Heard } from '../kernel/heard.ts'
import { type MessageEvent, refsOf } from '../kernel/message.ts'
import { look, need, ofType } from '../kernel/need.ts'
import { kindOf, kinds, type RecordKind } from '../kinds.ts'
import { anewIn } from '../reading/anew.ts'
import { fatesIn, tellsAbout } from '../reading/fates.ts'
import { fragmentIn, placeTakenBack } from '../reading/fragment.ts'
import { partlyIn } from '../reading/partly.ts'
import type { Reading } from '../reading/reading.ts'
import { sceneIn } from '../reading/scene.ts'
import { afterAll, filedIn, withFiled } from './after.ts'
import type { Change } from './fact.ts'
import { beginsWithCall, RECORD_NUMBER } from './numbers.ts'
import type { Rec } from './record.ts'

/** How many of a sender's latest records may be meant by what they say next. */
export const RECENT_MOST = 5

/** Presence is nothing that is gone on with. */
export const PRESENCE: ReadonlySet<RecordKind> = new Set(
  (Object.keys(kinds) as RecordKind[]).filter((k) => kindOf(k).presence),
)

/** The sender's, in this chat. */
export const isOwn = (h: Heard, r: { channel: string; account: string; chat: string | null }): boolean =>
  r.channel === h.event.channel &&
  r.account === h.account &&
  r.chat === ('chat' in h.event ? h.event.chat?.id : undefined)

/** The sender's own records in this chat within the joining time, newest first. */
export const RECENT = need<readonly Rec[]>([], (loaded, facts, h) =>
  withFiled(
    loaded.toReversed(),
    facts,
    (r) =>
      isOwn(h, r) && !PRESENCE.has(r.kind) && (goesOn(h) || (h.event.type === 'message' && r.text === h.event.text)),
  )
    .toReversed()
    .slice(0, RECENT_MOST),
)('recent')
/** Longer words than these are a story of their own. */
const LONGEST_PROGRESS = 40
/** Whether a message may tell how something went on of which its sender told hours ago. */
export const mayGoOn = ({ event, person, reading }: Heard): boolean =>
  !!person &&
  event.type === 'message' &&
  event.text.length <= LONGEST_PROGRESS &&
  MAY_GO_ON.has(reading?.intent) &&
  reading?.fields.ack_type !== '收到'
const MAY_GO_ON: ReadonlySet<Reading['intent'] | undefined> = new Set(['disaster_report', 'none', 'ack'] as const)
/** How long others' words are taken for going on with what was told in a group. */
export const BESIDE_MINUTES = 10
/** Whether a message may add to what somebody else told in this group a moment ago: a few words of a person of the roster. */
export const mayAddToOthers = ({ event, person }: Heard): boolean =>
  !!person &&
  event.type === 'message' &&
  event.chat.kind === 'group' &&
  !!event.text &&
  event.text.length <= LONGEST_BESIDE
const LONGEST_BESIDE = 24
/** Open disaster reports that others told in this chat a moment ago, the oldest first. */
export const IN_CHAT = need<readonly Rec[]>([], (loaded, facts, h) =>
  mayAddToOthers(h)
    ? withFiled(loaded, facts, (r) => r.kind === 'disaster_report' && inChat(h, r) && r.account !== h.account)
    : [],
)('in_chat')
export const inChat = (h: Heard, r: { channel: string; chat: string | null }): boolean =>
  r.channel === h.event.channel && r.chat === ('chat' in h.event ? h.event.chat?.id : undefined)
/** Whether it is said from the scene of something known, which anybody may say of whatever is open. */
export const ofScene = ({ event, person }: Heard): boolean =>
  !!person && event.type === 'message' && !!sceneIn(event.text)
/**
 * Open disaster reports of the last days that the sender made, or answers for, wherever; the newest first. Of short messages
 * alone. Of words from a scene all of them, whoever told of them.
 */
export const STORIES = need<readonly Rec[]>([], (loaded, facts, h) => {
  if (!ofScene(h)) return mayGoOn(h) ? loaded.map((r) => afterAll(r, facts)) : []
  const told = filedIn(facts).filter((r) => r.kind === 'disaster_report' && r.state === 'raised')
  return [...told.toReversed(), ...loaded].map((r) => afterAll(r, facts))
})('stories')
/** The record that the quoted, pressed or recalled message belongs to, or that a number in the text names. */
export const SUBJECT = need<Rec | undefined>(undefined, (loaded, facts, { event }) => {
  const refs = refsOf(event)
  const told = filedIn(facts).find(
    (r) => r.channel === event.channel && r.sourceMessageIds.some((m) => refs.includes(m)),
  )
  const subject = loaded ?? told
  return subject && afterAll(subject, facts)
})('subject')
/** Records of the last day with these very words, whoever sent them, the oldest first. */
export const COPIES = need<readonly Rec[]>([], (loaded, facts, { event }) =>
  withFiled(loaded, facts, (r) => event.type === 'message' && r.text === event.text),
)('copies')
/** Photos of the sender in this chat within the joining time that belong to no record yet. */
export const LOOSE_ATTACHMENTS = need<readonly string[]>([], (loaded, facts) => {
  const taken = new Set(ofType<Change>(facts)('record.joined').flatMap((f) => f.attachmentIds ?? []))
  return loaded.filter((id) => !taken.has(id))
})('loose_attachments')
/** Check-ins of the last day by or of whoever is on duty now, wherever they were said. */
export const ON_SHIFT = need<readonly Rec[]>([], (loaded, facts) =>
  withFiled(loaded, facts, (r) => r.kind === 'check_in'),
)('on_shift')
/** Reports that words said alone (接警, 办结) may be meant for: the newest open ones, and those ended within a day. */
export const ACTABLE = need<readonly Rec[]>([], (loaded, facts) => loaded.map((r) => afterAll(r, facts)))('actable')
/** What was not understood for sure of the sender's messages of the last day, wherever they were said, newest first. */
export const OWN_UNSURE = need<readonly Rec[]>([], (loaded, facts, { person }) =>
  withFiled(
    loaded.toReversed(),
    facts,
    (r) => r.kind === 'unsure' && !!person && r.reporterId === person.id,
  ).toReversed(),
)('own_unsure')
/** Those of everybody that nobody has settled, of the last days, the oldest first. */
export const UNSURE = need<readonly Rec[]>([], (loaded, facts) => withFiled(loaded, facts, (r) => r.kind === 'unsure'))(
  'unsure',
)

/** Of words that may be of what others told (`mayBeOpenHere`): what is open in that village, whoever told it, the oldest first. */
export const OPEN_HERE = need<readonly Rec[]>([], (loaded, facts) => loaded.map((r) => afterAll(r, facts)))('open_here')

/** Records of drills of the last day of which nobody has said that the drill is over. */
export const DRILL_RECORDS = need<readonly Rec[]>([], (loaded, facts) =>
  withFiled(loaded, facts, (r) => r.drill && r.kind !== 'activity').filter((r) => r.fields.drill_over !== true),
)('drill_records')

/** Words that somebody wrote of late, and the record that they went into, if any. */
export interface Saying {
  personId: string
  channel: string
  account: string
  chat: string
  inGroup: boolean
  messageId: string
  text: string
  at: Date
  /** Its number, where they are kept as something that was told. */
  no: string | null
}
/** Of people whom an officer's words name, 翁文斌那条是险情: what they wrote in the last hours, the newest first. */
export const SAID_BY = need<readonly Saying[]>([])('said_by')
/** 翁文斌那条, 小王刚才说的那句: whose words are meant, by name. */
export const whoseWords = (text: string): string | undefined => WHOSE.exec(text)?.[1]
const WHOSE =
  /^(?:@?安安[，,\s]{0,3})?(?:刚才|刚刚)?@?([\p{Script=Han}·]{2,12}?)(?:同志|刚才|刚刚|上面|说|报|发|讲|回|的|得){0,4}(?:那|这|上)一?(?:条|句|个|段)(?:消息|话|回复)?(?:就|应该|可能|也|都){0,2}(?:是|算|按|不是)/u

/** Words that joined a report, which may be of another event. */
export interface JoinedWords {
  record: Rec
  /** As it was said, by whom and where. */
  event: MessageEvent
  /** As it stands in the report: behind the name of whoever added it. */
  text: string
  /** What it changed, and what stood there before. */
  fields: Record<string, unknown>
  was: Record<string, unknown>
  /** The report that it was, where that went into the other whole. */
  merged?: Rec
}
/** The message that is said to be of another event: the one that is pressed on or quoted, else the last that joined what is named, else the sender's own last. */
export const JOINED_WORDS = need<JoinedWords | undefined>(undefined)('joined_words')

/** One record, held until it is decided. */
export const RECORD = look<string, Rec | undefined>()('record')

export interface UnsureDay {
  /** Of the day, and not settled yet. */
  open: number
}
export const UNSURE_DAY = look<string, { unsure: UnsureDay }>()('unsure_day')
/** The sender's own disaster reports and hazards of the last week, made or answered for, over or not, the newest first. */
export const OWN_TOLD = need<readonly Rec[]>([], (loaded, facts) => loaded.map((r) => afterAll(r, facts)))('own_told')
/** What questions are answered from: what counts of the last days, of shelters and supplies of the last months, the oldest first. */
export const LATELY = need<readonly Rec[]>([], (loaded, facts) =>
  withFiled(loaded, facts, (r) => !r.drill && r.state !== 'unverified'),
)('lately')
/** The words that a press brings along stand with some record already. */
export const ALREADY_TOLD = need(false)('already_told')
/** The message was taken back before it was read. */
export const TAKEN_BACK = need(false)('taken_back')

/** What a message of such an intent may go on with; any other only repeats its own words. */
const GOES_ON: ReadonlySet<Reading['intent'] | undefined> = new Set([undefined, 'none', 'ack', 'disaster_report'])
/** Whether any of the sender's recent records may be gone on with, not only one of the same words. */
export const goesOn = (h: Heard): boolean =>
  GOES_ON.has(h.reading?.intent) ||
  h.reading?.fields.correction === true ||
  !!h.reading?.ask.includes('disaster_report') ||
  (h.event.type === 'message' &&
    (!!fragmentIn(h.event.text) || tellsOfPeople(h.event.text) || ofWhatStands(h.event.text))) ||
  ofScene(h)
/** Of people who were told of before: what became of them, or that nobody came to harm. */
const tellsOfPeople = (text: string): boolean => saysNobodyHurt(text) || tellsAbout(text) || fatesIn(text).length > 0
/** Words that go on with what was told, whatever they look like: harm anew, an end in part, a place set right. */
const ofWhatStands = (text: string): boolean => anewIn(text) || partlyIn(text) || !!placeTakenBack(text)
/** 石岭村没有人员受伤: the answer to a question of ours, whatever else it looks like. */
export const saysNobodyHurt = (text: string): boolean => text.length <= LONGEST_PROGRESS && NOBODY_HURT.test(text)
const NOBODY_HURT =
  /(?:没有?|无|未造成)(?:人员?)?(?:受伤|伤亡|死亡|被困)|(?:没|无)人(?:受?伤|被困|死)|人员?(?:都|全|均)?(?:没事|安全|平安)/

const NUMBERS = new RegExp(RECORD_NUMBER, 'gi')
/** The text without the numbers of records. */
export const withoutNumbers = (text: string): string => text.replace(NUMBERS, ' ')
/** Record numbers in a message, YH-20261124-003; a handful at most. */
export const numbersIn = ({ event, reading }: Heard): string[] =>
  event.type === 'message'
    ? [
        ...new Set([
          ...(event.text.match(NUMBERS) ?? []).map((no) => no.toUpperCase()),
          ...(typeof reading?.fields.hazard_ref === 'string' ? [reading.fields.hazard_ref] : []),
        ]),
      ].slice(0, 5)
    : []

/** Of some records, by id, those not marked as sensitive, held until it is decided, with the message each was filed from. */
export const UNMARKED = look<readonly string[], readonly { id: string; message: string | null }[]>()('unmarked')
/** 001没有死人: by the end of its number, which such words begin with, an open disaster report is meant. */
export const callIn = ({ event, person, reading }: Heard): string | undefined =>
  person && event.type === 'message' && CALLS.has(reading?.intent) ? beginsWithCall(event.text) : undefined
const CALLS: ReadonlySet<Reading['intent'] | undefined> = new Set(['disaster_report', 'none', 'evacuation'] as const)
