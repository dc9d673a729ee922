/** From a pasted text to a warning that only waits for its officer's 确认. */

import type { Doubt } from '../cap/profile.ts'
import { NO_SIGNAL, type Signal, type SignalArea } from '../cap/signal.ts'
import { missingOf, readWarning } from '../cap/text.ts'
import { plain } from '../cap/text-plain.ts'
import { intersect } from '../kernel/area.ts'
import type { MessageEvent, Outbound } from '../kernel/message.ts'
import { type DecisionContext, leaders, officers, reply, type Situation, tell } from '../kernel/situation.ts'
import { cardMessage, known, words } from '../kernel/words.ts'
import { drillOrReal } from '../reading/drill.ts'
import { recordWords } from '../record/words.ts'
import { areaIn, EVERYWHERE, type Scope, scopeOf, treeIn, whereOf } from './area.ts'
import { assignDelivery, audience, chatsOf } from './audience.ts'
import { sourceOf } from './card.ts'
import { doubtLines } from './doubt.ts'
import type { Change } from './fact.ts'
import { RECENT_WARNINGS } from './needs.ts'
import { stating } from './signal.ts'
import { takeTogether } from './supersede.ts'
import { looksLikeWarning } from './text.ts'
import { holdOf } from './validity.ts'
import {
  areaWords,
  isWhole,
  mayIssue,
  NO_PARTS,
  noPrefix,
  TEAM_WORDS,
  titleOf,
  WARNING_STATES,
  type Warning,
  type WarningArea,
} from './warning.ts'
import { warningWords } from './words.ts'

export interface WarningCommand {
  /** What the command says it is; undefined for a bare text, which speaks for itself. */
  declared?: 'real' | 'drill'
  unannounced: boolean
  original: string
}

const COMMANDS: [RegExp, Pick<WarningCommand, 'declared' | 'unannounced'>][] = [
  [/^\s{0,5}(?:@安安\s{0,5})?(?:发布|转发)预警[\s:：,，]{0,5}/, { declared: 'real', unannounced: false }],
  [
    /^\s{0,5}(?:@安安\s{0,5})?(?:发布|下发|发起)(?:双盲|突击)演练(?:通知)?[\s:：,，]{0,5}/,
    { declared: 'drill', unannounced: true },
  ],
  [
    /^\s{0,5}(?:@安安\s{0,5})?(?:发布|下发|发起)演练(?:通知)?[\s:：,，]{0,5}/,
    { declared: 'drill', unannounced: false },
  ],
]

/** 发布预警 + text, 发布演练 + text, 发布双盲演练 + text; or a bare pasted signal from somebody who may issue. */
export function commandIn(text: string, mayIssue: boolean): WarningCommand | undefined {
  for (const [form, kind] of COMMANDS) {
    const m = form.exec(text)
    if (m) return { ...kind, original: text.slice(m[0].length).trim() }
  }
  return mayIssue && text.length > 20 && looksLikeWarning(text)
    ? { unannounced: false, original: text.trim() }
    : undefined
}

/** What comes in, from whatever door. */
export interface Coming {
  requestedBy: string
  channel: string | null
  chat: string | null
  /** What its way in says of it; see `drillOrReal`. */
  declared?: 'real' | 'drill'
  unannounced?: boolean
  /** Where it is for, as the door says it; `undefined` = as its signals say. */
  villages?: string[]
  area?: WarningArea
  task?: string | null
  /** What it states, where its way in carries that in codes; else it is read from the text, once. */
  told?: Told
}
export interface Told {
  /** Each with the words that are its own. */
  signals: { signal: Signal; original: string }[]
  missing: string[]
  /** SHA-256 of the message. */
  digest: string | null
}

/** Whom a drill calls that names no village: those its text speaks to, and without notice the team unless it says all. */
const ALL_CALLED = /各村|各社区|各网格|各组|网格员|信息员|全镇|全乡|全体村/
const TEAM_CALLED = /(?:救援|突击|抢险|应急|志愿|救护|机动|消防|森防|扑火)(?:分|小|大|中)?队|民兵|队员|队伍/
const forTeam = (original: string, unannounced: boolean) =>
  !ALL_CALLED.test(original) && (unannounced || TEAM_CALLED.test(original))

/** What a text says, read once; a signal merely said to be in force is not what the message is about. */
function toldBy(g: DecisionContext, original: string): Told {
  const reading = readWarning(original, { sentAt: g.now, tz: g.tz })
  const signals = reading.signals.length ? reading.signals : [{ ...NO_SIGNAL, area: namedAnywhere(g, original) }]
  return { signals: signals.map((signal) => ({ signal, original })), missing: missingOf(reading), digest: null }
}

/** A notice without a signal, as of a drill, is for the villages it names. */
function namedAnywhere(g: DecisionContext, original: string): SignalArea | null {
  const text = plain(original)
  const places = g.roster.villages.flatMap((v) => (text.includes(v.name) ? [v.name] : []))
  return places.length ? { text: places.join('、'), places, rest: false, codes: [], part: true } : null
}

/** Where a door says it is for, in the form of a signal's own area. */
const chosenIn = (g: DecisionContext, scope: Scope): SignalArea => ({
  text: areaWords(g, scope),
  places: scope.area.places,
  rest: false,
  codes: isWhole(scope) ? [g.roster.station.code] : [...scope.villages, ...scope.area.grids],
  part: true,
})

/**
 * Drafts out of what came in: one for each signal that is acted on here, each with its own colour and area; where none is for a
 * place here, one for nowhere, which asks its officer. A text without a signal is one draft too.
 */
export function draftsOf(g: DecisionContext, original: string, by: Coming): Warning[] {
  const told = by.told ?? toldBy(g, original)
  const { verdict } = drillOrReal(original, { declared: by.declared })
  const drill = verdict === 'drill'
  const all = told.signals.map(({ signal }) => signal)
  const acted = told.signals.filter(({ signal }) => !signal.standing)
  const placed = (acted.length ? acted : told.signals.slice(0, 1)).map((each) => ({
    ...each,
    ...whereOf(g, each.signal, all),
  }))
  const asked: Scope | undefined =
    by.villages || by.area ? { villages: by.villages ?? [], area: by.area ?? NO_PARTS } : undefined
  const chosen = placed.map((p) => (asked ? { ...p, ...askedFor(g, p, asked, placed.length > 1) } : p))
  const team = drill && !asked && forTeam(original, by.unannounced ?? false)
  const ours = chosen.filter((p) => !p.scope.area.nowhere)
  return (ours.length ? ours : chosen.slice(0, 1)).map(({ signal, original: own, scope, doubts }) => ({
    id: g.newId(),
    no: g.newNo(noPrefix(drill)),
    drill,
    drillBy: verdict === 'doubt' ? 'doubt' : 'stated',
    unannounced: by.unannounced ?? false,
    state: 'draft',
    original: own,
    hash: g.hashOf(own),
    ...stating({ ...signal, flags: [...signal.flags, ...doubts] }, told.digest),
    ...(team && isWhole(scope) ? { villages: [], area: { ...NO_PARTS, team: true as const } } : scope),
    chats: [],
    task: by.task ?? null,
    missing: drill ? [] : told.missing,
    policy: [],
    requestedBy: by.requestedBy,
    channel: by.channel,
    chat: by.chat,
    createdAt: g.now,
    openedAt: null,
    stepsFrom: null,
    endedAt: null,
    supersedes: null,
  }))
}

/** The door's area goes before the words; of several signals, those that name a part of it keep their part. */
function askedFor(g: DecisionContext, own: { signal: Signal; scope: Scope }, asked: Scope, several: boolean) {
  const tree = treeIn(g.roster)
  const both = intersect(tree, areaIn(g, own.scope), areaIn(g, asked))
  const scope = several && !own.scope.area.nowhere && both.size ? scopeOf(g, both) : asked
  const differs =
    !several && areaIn(g, asked).size > 0 && !!own.signal.area?.places.length && !both.size && !isWhole(own.scope)
  const doubts: Doubt[] = differs
    ? [{ flag: 'area_differs', taken: areaWords(g, asked), said: own.signal.area!.text }]
    : []
  return { signal: { ...own.signal, area: chosenIn(g, scope) }, scope, doubts }
}

/** The draft for the place its officer chose on the card; undefined while it is for nowhere and nobody has chosen. */
export function forChosen(g: DecisionContext, draft: Warning, area: string | undefined): Warning | undefined {
  // what the card showed chosen is what the signal itself says
  if (area === 'all' && isWhole(draft)) return draft
  if (area === 'team' && draft.drill) return { ...draft, villages: [], area: { ...NO_PARTS, team: true } }
  const scope =
    area === 'all' || area === 'team'
      ? EVERYWHERE
      : area && area !== 'named'
        ? { villages: [area], area: NO_PARTS }
        : undefined
  if (!scope) return draft.area.nowhere ? undefined : draft
  return { ...draft, ...scope, said: draft.said && { ...draft.said, area: chosenIn(g, scope) } }
}

/** The officer's confirmation card; nothing goes out before it is pressed. */
export function draftWarning(s: Situation, command: WarningCommand): Change[] {
  const event = s.event as MessageEvent
  if (!s.person) return reply(s, { text: recordWords.strangerKept })
  if (!mayIssue(s.person, { drill: command.declared === 'drill', unannounced: command.unannounced }))
    return reply(s, { text: words.notAllowed(command.unannounced ? '带班领导或镇领导' : '值班员或带班领导') })
  if (!command.original)
    return reply(s, { text: command.declared === 'drill' ? warningWords.drillEmpty : warningWords.warningEmpty })
  const drafts = draftsOf({ ...s, newNo: () => '' }, command.original, {
    requestedBy: s.person.id,
    channel: event.channel,
    chat: event.chat.id,
    declared: command.declared,
    unannounced: command.unannounced,
  })
  return takeTogether(s, drafts, s.need(RECENT_WARNINGS)).flatMap(({ warning, same }) =>
    same
      ? reply(
          s,
          { text: warningWords.warningAlready(same.no, WARNING_STATES[same.state]), drill: same.drill },
          { about: { kind: 'warning', id: same.id } },
        )
      : [
          { type: 'warning.drafted' as const, warning },
          ...reply(s, draftMessage(s, warning, !command.declared), { about: { kind: 'warning', id: warning.id } }),
          ...(asksSecond(s, warning) ? toSecond(s, warning) : []),
        ],
  )
}

/** Whether a second person must confirm it: the station may ask for that by colour. The end of a warning needs none. */
export const asksSecond = (g: DecisionContext, w: Warning): boolean =>
  !w.drill && w.action !== 'lift' && !!w.colour && g.settings.warning_approval.colours.includes(w.colour)

/** The card to everybody on duty who may confirm what somebody else drafted. */
const toSecond = (g: DecisionContext, w: Warning): Change[] =>
  [...new Map([...officers(g), ...leaders(g)].map((p) => [p.id, p])).values()]
    .filter((p) => p.id !== w.requestedBy)
    .flatMap((p) => tell(g, p.id, draftMessage(g, w), { priority: 'alert', about: { kind: 'warning', id: w.id } }))

/** @param bare pasted without a command: then it says how sure it is that this is a warning to relay, and asks. */
export function draftMessage(g: DecisionContext, w: Warning, bare = false): Outbound {
  if (w.drillBy === 'doubt') return doubtMessage(g, w)
  const { recipients, chats } = assignDelivery(g, chatsOf(g, w), audience({ ...g, newId: () => '' }, w))
  const unreached = recipients.filter((o) => o.reach !== 'ok')
  const parts = w.area.grids.length + w.area.places.length + w.area.polygons.length
  const { team } = w.area
  const some = w.area.nowhere ? 'none' : isWhole(w) ? 'all' : parts || w.villages.length > 1 ? 'named' : 'one'
  const hold = holdOf(g, w)
  const sure = bare ? surenessOf(w) : undefined
  const speaks = hold?.why === 'speaks'
  const late = hold && !speaks
  const asks = sure?.asks || speaks
  return cardMessage(
    {
      title: asks ? warningWords.isThisAWarning : `待确认：${titleOf(w)}`,
      tone: w.colour ?? (w.drill ? 'blue' : 'warn'),
      lines: [
        ...(hold && hold.why !== 'doubt' ? [hold.said] : []),
        ...(sure && (sure.asks || !speaks) ? [sure.said] : []),
        warningWords.warningDraft,
        ...doubtLines(w),
        ...known([
          ['范围', areaWords(g, w)],
          ['将发到', `${chats.length}个群，${recipients.length}人应答`],
          ['要打电话', unreached.map((o) => o.name).join('、')],
          ['原文未写明', w.missing.join('、')],
          ['编号', w.no],
        ]),
      ],
      original: {
        text: w.original,
        source: sourceOf(g, w),
      },
      form: {
        fields: [
          {
            name: 'area',
            label: '范围',
            type: 'select',
            ...(some === 'none'
              ? { required: true }
              : { value: team ? 'team' : some === 'one' ? w.villages[0] : some }),
            options: [
              ...(some === 'named' ? [{ label: areaWords(g, w).slice(0, 40), value: 'named' }] : []),
              ...(w.drill ? [{ label: TEAM_WORDS, value: 'team' }] : []),
              { label: `全${g.roster.station.township}`, value: 'all' },
              ...g.roster.villages.map((v) => ({ label: v.name, value: v.code })),
            ],
          },
        ],
        submit: {
          label: late ? '仍要发布' : asks ? warningWords.issueAfterAll : '确认发布',
          act: 'warning.issue',
          data: { id: w.id, ...(hold ? { anyway: hold.why } : {}) },
          style: late ? 'danger' : 'primary',
          confirm: w.drill
            ? warningWords.confirmDrill
            : late
              ? `${hold.why === 'early' ? '还没有生效' : '已经过期'}，仍要发布？`
              : '确认发布？',
        },
      },
      buttons: [{ label: asks ? '不是预警' : '取消', act: 'warning.discard', data: { id: w.id } }],
    },
    w.drill,
  )
}

/** What a signal states at least; a text that merely speaks of warnings lacks most of it. */
function surenessOf(w: Warning): { asks: boolean; said: string } {
  const lacks = [
    ...(w.issuer ? [] : ['发布单位']),
    ...(w.issuedAt ? [] : ['发布时间']),
    ...(w.event ? [] : ['种类']),
    ...(w.colour || w.action === 'lift' ? [] : ['级别']),
  ]
  if (!lacks.length) return { asks: false, said: warningWords.readInFull }
  return {
    asks: true,
    said: warningWords.lacks(lacks),
  }
}

/** Nobody is called before an officer says which it is: two buttons, and the words it hangs on. */
function doubtMessage(g: DecisionContext, w: Warning): Outbound {
  const said = drillOrReal(w.original).words
  const judge = (label: string, as: 'real' | 'drill') => ({ label, act: 'warning.judge', data: { id: w.id, as } })
  return cardMessage({
    title: warningWords.realOrDrill(titleOf(w)),
    tone: 'warn',
    lines: [
      warningWords.drillDoubt,
      ...known([
        ['原文里说到', said.join('、')],
        ['编号', w.no],
      ]),
    ],
    original: { text: w.original, source: sourceOf(g, w) },
    buttons: [
      judge('真实', 'real'),
      judge('演练', 'drill'),
      { label: '取消', act: 'warning.discard', data: { id: w.id } },
    ],
  })
}

/** An officer says which it is: a draft like any other from then on, a drill's under a number of its own series. */
export function judgeWarning(s: Situation, w: Warning, drill: boolean): Change[] {
  const after: Warning = { ...w, drill, drillBy: 'judged', no: drill ? s.newNo(noPrefix(true)) : w.no }
  return [
    { type: 'warning.judged', id: w.id, drill, no: after.no, was: w.no },
    ...reply(s, draftMessage(s, after), { about: { kind: 'warning', id: w.id } }),
  ]
}
