/** 整改: begun, told of, done. Done needs a photo before anybody looks again (station plan H2.5). */
import type { MessageEvent } from '../kernel/message.ts'
import { reply, type Situation, tell } from '../kernel/situation.ts'
import { saidDay } from '../kernel/time.ts'
import { words } from '../kernel/words.ts'
import { setAside } from '../record/aside.ts'
import { sayBesides } from '../record/besides.ts'
import { amendment } from '../record/confirm.ts'
import { amendedBy } from '../record/fields.ts'
import { attach, stateWords } from '../record/filing.ts'
import { LOOSE_ATTACHMENTS } from '../record/needs.ts'
import { mayMove, type Rec } from '../record/record.ts'
import { recordWords } from '../record/words.ts'
import { hazardMessage, ofRecord, shown } from './card.ts'
import { openRequest, SURE_IT_IS_DONE } from './extension.ts'
import type { Change } from './fact.ts'
import { askForNumber, marked, theHazardsMeant } from './find.ts'
import { missingMeasures } from './measures.ts'
import { moveTo } from './move.ts'
import { checkersOf, mayRectify } from './people.ts'
import { bareOf, theHazardNamed } from './pointing.ts'
import { lacks, type Progress, progressIn } from './progress.ts'
import { askWhich } from './which.ts'
import { hazardWords } from './words.ts'

/** 开始整改, by a press or said; a 重大 only with its 五落实. */
export function start(s: Situation, hazard: Rec): Change[] {
  const missing = missingMeasures(hazard)
  return missing.length
    ? reply(s, { text: hazardWords.needMeasures(hazard.no, missing), drill: hazard.drill })
    : moveTo(s, hazard, 'rectifying', { fields: begun(s, hazard) })
}

/** From when on photos show the work: now, or when it began. */
const begun = (s: Situation, hazard: Rec): { started_at?: string } =>
  hazard.fields.started_at ? {} : { started_at: s.now.toISOString() }

/** A photo that came just before the words that it is done shows that it is done, and none of before. */
function begunBefore(s: Situation, hazard: Rec): { started_at?: string } {
  if (hazard.fields.started_at || !s.need(LOOSE_ATTACHMENTS).length) return begun(s, hazard)
  const since = s.now.getTime() - s.settings.join_minutes * 60_000
  return { started_at: new Date(Math.max(since, hazard.receivedAt.getTime() + 1)).toISOString() }
}

/** How the reading says that it stands, where the words themselves do not. */
const STATUS: Readonly<Record<string, Progress>> = {
  完成: 'done',
  整改中: 'begun',
  部分完成: 'begun',
  未整改: 'not_yet',
}
function progressOf(s: Situation): Progress {
  const { text, attachments } = s.event as MessageEvent
  const said = progressIn(bareOf(text))
  const read = STATUS[String(s.reading?.fields.status)] ?? 'begun'
  if (said || read !== 'done') return said ?? read
  // nothing is done that nobody said, surely or with a photo
  return (s.reading?.sure ?? 0) >= SURE_IT_IS_DONE || attachments.length ? 'done' : 'begun'
}

/** 整改完成 / 整改中 …: finds the hazard meant and moves it on. */
export function rectify(s: Situation): Change[] {
  // somebody unknown says that it is done: an officer looks into it before anything follows
  if (!s.person) return setAside(s, 'stranger', recordWords.strangerAside, theHazardNamed(s))
  const named = theHazardNamed(s)
  if (named && SETS_RIGHT.test(bareOf((s.event as MessageEvent).text)))
    return reply(s, { text: hazardWords.whatIsChanged(named.no), drill: named.drill })
  const how = progressOf(s)
  const [meant, ...more] = theHazardsMeant(s, (h) => VERBS_FROM.includes(h.state) && mayRectify(s.person!, h))
  if (!meant) return askForNumber(s)
  if (more.length) return askWhich(s, `hazard.${how}`, '', [meant, ...more])
  if (!mayRectify(s.person, meant)) return reply(s, { text: words.notAllowed(hazardWords.menders) })
  const { hazard, changes } = marked(s, meant)
  return [...changes, ...progressed(s, hazard, how)]
}
/** 改成2个: of what is written, which field it does not say. */
const SETS_RIGHT =
  /^(?:请|帮我|把)?(?:数量|数|个数)?(?:应该)?改(?:成|为)[\d一二两三四五六七八九十]{1,4}[\u4e00-\u9fa5]{0,2}(?:吧|了)?$/
const VERBS_FROM: readonly Rec['state'][] = ['suspected', 'registered', 'rectifying', 'recheck']

/** What follows from how far it is: begun, done with its photo, or not done and why. */
export function progressed(s: Situation, hazard: Rec, how: Progress): Change[] {
  const event = s.event as MessageEvent
  const done = how === 'done'
  if (done && !VERBS_FROM.includes(hazard.state))
    return reply(s, { text: hazardWords.standsAlready(hazard.no, stateWords(hazard)), drill: hazard.drill })
  const photos = event.attachments.length + s.need(LOOSE_ATTACHMENTS).length
  const note: Change = {
    type: 'record.joined',
    id: hazard.id,
    messageId: event.messageId,
    text: event.text,
    location: event.location,
    attachmentIds: [...s.need(LOOSE_ATTACHMENTS)],
  }
  // one more photo of what waits to be looked at
  if (done && hazard.state === 'recheck')
    return [
      ...(photos ? [note, ...attach(s, hazard.id)] : []),
      ...reply(s, {
        text: photos ? recordWords.reportJoined(hazard.no) : hazardWords.standsAlready(hazard.no, stateWords(hazard)),
        drill: hazard.drill,
      }),
    ]
  const missing = missingMeasures(hazard)
  if (hazard.state === 'suspected' || (missing.length && hazard.state === 'registered'))
    return [
      note,
      ...attach(s, hazard.id),
      ...reply(s, {
        text: missing.length ? hazardWords.needMeasures(hazard.no, missing) : hazardWords.waitsForGrade(hazard.no),
        drill: hazard.drill,
      }),
    ]
  if (how === 'not_yet') return stillToDo(s, hazard, note)
  if (how === 'begun') return begins(s, hazard, note)
  if (!photos)
    return [
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
  return [note, ...toRecheck(s, hazard)]
}

/** 开始整改了, 师傅在弄了: its card and whoever reported it see that it has begun. */
function begins(s: Situation, hazard: Rec, note: Change): Change[] {
  const event = s.event as MessageEvent
  if (hazard.state !== 'registered')
    return [note, ...attach(s, hazard.id), ...reply(s, { text: hazardWords.goesOn(hazard.no), drill: hazard.drill })]
  const fields = begunBefore(s, hazard)
  const after: Rec = { ...amendedBy(hazard, fields, event.text), state: 'rectifying' }
  return [
    note,
    ...attach(s, hazard.id),
    ...(Object.keys(fields).length ? [amendment(s.roster, hazard, fields, '', event.messageId)] : []),
    { type: 'record.moved', id: hazard.id, from: hazard.state, to: 'rectifying', note: event.text },
    ...shown(s, after),
    ...reply(s, { text: hazardWords.begun(hazard.no), drill: hazard.drill }),
  ]
}

/** 材料没到: why it takes longer is for an officer to decide. 明天弄完 promises, and changes nothing. */
function stillToDo(s: Situation, hazard: Rec, note: Change): Change[] {
  const event = s.event as MessageEvent
  if (s.person!.id === hazard.ownerId && hazard.state !== 'recheck' && lacks(event.text))
    return [...attach(s, hazard.id), ...openRequest(s, hazard, { reason: event.text })]
  // what waits for the re-check and is not done yet is not to be passed
  const told = hazard.state === 'recheck' ? sayBesides(s, hazard, hazardWords.notRightYet) : []
  return [
    note,
    ...attach(s, hazard.id),
    ...told,
    ...reply(s, {
      text: told.length
        ? hazardWords.keptAndTold(hazard.no)
        : hazardWords.notDoneYet(hazard.no, hazard.dueOn ? saidDay(hazard.dueOn, s) : undefined),
      drill: hazard.drill,
    }),
  ]
}

/** A channel of our own names a photo by the SHA-256 of its bytes; those of others are fetched first. */
const BY_CONTENT = /^[0-9a-f]{64}$/

/** With the photo there, the hazard waits for somebody else to look again. */
export function toRecheck(s: Situation, hazard: Rec): Change[] {
  const event = s.event as MessageEvent
  if (!mayMove('hazard_report', hazard.state, 'recheck')) return reply(s, { text: recordWords.alreadyDone })
  const fields = { rectified_by: s.person!.id, awaiting_photo_from: null, ...begunBefore(s, hazard) }
  const came = [
    ...event.attachments.map((a) => ({ id: a.key, hash: BY_CONTENT.test(a.key) ? a.key : null })),
    ...s.need(LOOSE_ATTACHMENTS).map((id) => ({ id })),
  ]
  const after: Rec = {
    ...hazard,
    state: 'recheck',
    version: hazard.version + 2,
    fields: { ...hazard.fields, ...fields },
    photos: (hazard.photos ?? 0) + event.attachments.length,
    pictures: [...(hazard.pictures ?? []), ...came.map((one) => ({ ...one, at: s.now, messageId: event.messageId }))],
  }
  const about = { kind: 'record', id: hazard.id } as const
  const shows = event.attachments.length ? { forwards: { channel: event.channel, messageId: event.messageId } } : {}
  return [
    ...attach(s, hazard.id),
    { type: 'record.amended', id: hazard.id, fields, was: {}, text: '', messageId: event.messageId },
    { type: 'record.moved', id: hazard.id, from: hazard.state, to: 'recheck', note: event.text },
    ...checkersOf(s, after).flatMap((p) =>
      tell(
        s,
        p.id,
        { ...hazardMessage(s, after, hazardWords.toRecheck(hazard.no)), ...shows },
        { ...ofRecord(hazard), priority: 'alert' },
      ),
    ),
    ...shown(s, after),
    ...reply(s, { text: hazardWords.photoKept(hazard.no), drill: hazard.drill }, { about }),
  ]
}
