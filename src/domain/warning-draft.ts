/** From a pasted text to a warning that only waits for its officer's 确认. */
import { readWarning } from './cap/text.ts'
import type { Change } from './change.ts'
import { drillOrReal } from './drill.ts'
import type { MessageEvent, Outbound } from './message.ts'
import { type Ground, reply, type Situation } from './situation.ts'
import {
  areaWords,
  mayIssue,
  NO_PARTS,
  TEAM_WORDS,
  titleOf,
  WARNING_STATES,
  type Warning,
  type WarningArea,
} from './warning.ts'
import { audience, chatsOf, placed } from './warning-audience.ts'
import { sourceOf } from './warning-card.ts'
import { already } from './warning-follow.ts'
import { looksLikeWarning, readWarningText } from './warning-text.ts'
import { cardMessage, known, words } from './words.ts'

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

/** Villages that a text is about: those its own signals name as their part, else every one it names anywhere. */
function villagesNamed(g: Ground, original: string): string[] {
  const { signals } = readWarning(original, { sentAt: g.now, tz: g.tz })
  const parts = new Set(signals.flatMap((s) => (!s.standing && s.area?.part ? s.area.places : [])))
  const own = g.roster.villages.filter((v) => parts.has(v.name))
  const named = own.length ? own : g.roster.villages.filter((v) => original.includes(v.name))
  return named.map((v) => v.code)
}

/** Whom a drill calls that names no village: those its text speaks to, and without notice the team unless it says all. */
const ALL_CALLED = /各村|各社区|各网格|各组|网格员|信息员|全镇|全乡|全体村/
const TEAM_CALLED = /(?:救援|突击|抢险|应急|志愿|救护|机动|消防|森防|扑火)(?:分|小|大|中)?队|民兵|队员|队伍/
const forTeam = (original: string, unannounced: boolean) =>
  !ALL_CALLED.test(original) && (unannounced || TEAM_CALLED.test(original))

/** Drills are numbered apart. */
export const noPrefix = (drill: boolean) => (drill ? 'YLTZ' : 'YJ')

/** A draft out of an original text; `villages` empty = read them from the text, else the whole township. */
export function draftOf(
  g: Ground,
  original: string,
  by: {
    requestedBy: string
    channel: string | null
    chat: string | null
    /** What its way in says of it; see `drillOrReal`. */
    declared?: 'real' | 'drill'
    unannounced?: boolean
    villages?: string[]
    area?: WarningArea
    task?: string | null
  },
): Warning {
  const read = readWarningText(original, g.now, g.tz)
  const { verdict } = drillOrReal(original, { declared: by.declared })
  const drill = verdict === 'drill'
  const villages = by.villages ?? (by.area ? [] : villagesNamed(g, original))
  const team = drill && !villages.length && !by.villages && !by.area && forTeam(original, by.unannounced ?? false)
  return {
    id: g.newId(),
    no: g.newNo(noPrefix(drill)),
    drill,
    drillBy: verdict === 'doubt' ? 'doubt' : 'stated',
    unannounced: by.unannounced ?? false,
    state: 'draft',
    original,
    hash: g.hashOf(original),
    action: read.action,
    event: read.event,
    colour: read.colour,
    issuer: read.issuer,
    issuedAt: read.issuedAt,
    villages,
    area: by.area ?? (team ? { ...NO_PARTS, team: true } : NO_PARTS),
    chats: [],
    task: by.task ?? null,
    missing: drill ? [] : read.missing,
    policy: [],
    requestedBy: by.requestedBy,
    channel: by.channel,
    chat: by.chat,
    createdAt: g.now,
    openedAt: null,
    stepsFrom: null,
    endedAt: null,
    supersedes: null,
    identifier: read.identifier,
    follows: read.follows,
  }
}

/** The officer's confirmation card; nothing goes out before it is pressed. */
export function drafted(s: Situation, command: WarningCommand): Change[] {
  const event = s.event as MessageEvent
  if (!s.person) return reply(s, { text: words.strangerKept })
  if (!mayIssue(s.person, { drill: command.declared === 'drill', unannounced: command.unannounced }))
    return reply(s, { text: words.notAllowed(command.unannounced ? '带班领导或镇领导' : '值班员或带班领导') })
  if (!command.original) return reply(s, { text: command.declared === 'drill' ? words.drillEmpty : words.warningEmpty })
  const warning = draftOf(s, command.original, {
    requestedBy: s.person.id,
    channel: event.channel,
    chat: event.chat.id,
    declared: command.declared,
    unannounced: command.unannounced,
  })
  const same = already(s, warning, s.recentWarnings)
  if (same)
    return reply(
      s,
      { text: words.warningAlready(same.warning.no, WARNING_STATES[same.warning.state]), drill: warning.drill },
      { about: { kind: 'warning', id: same.warning.id } },
    )
  return [
    { type: 'warning.drafted', warning },
    ...reply(s, draftMessage(s, warning), { about: { kind: 'warning', id: warning.id } }),
  ]
}

export function draftMessage(g: Ground, w: Warning): Outbound {
  if (w.drillBy === 'doubt') return doubtMessage(g, w)
  const { told, chats } = placed(g, chatsOf(g, w), audience({ ...g, newId: () => '' }, w))
  const unreached = told.filter((o) => o.reach !== 'ok')
  const parts = w.area.grids.length + w.area.places.length + w.area.polygons.length
  const { team } = w.area
  const some = w.villages.length + parts === 0 ? 'all' : parts || w.villages.length > 1 ? 'named' : 'one'
  return cardMessage(
    {
      title: `待确认：${titleOf(w)}`,
      tone: w.colour ?? (w.drill ? 'blue' : 'warn'),
      lines: [
        words.warningDraft,
        ...known([
          ['范围', areaWords(g, w)],
          ['将发到', `${chats.length}个群，${told.length}人应答`],
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
            value: team ? 'team' : some === 'one' ? w.villages[0] : some,
            options: [
              ...(some === 'named' ? [{ label: areaWords(g, w).slice(0, 40), value: 'named' }] : []),
              ...(w.drill ? [{ label: TEAM_WORDS, value: 'team' }] : []),
              { label: `全${g.roster.station.township}`, value: 'all' },
              ...g.roster.villages.map((v) => ({ label: v.name, value: v.code })),
            ],
          },
        ],
        submit: {
          label: '确认发布',
          act: 'warning.issue',
          data: { id: w.id },
          style: 'primary',
          confirm: w.drill ? '确认发出演练通知？' : '确认发布？',
        },
      },
      buttons: [{ label: '取消', act: 'warning.discard', data: { id: w.id } }],
    },
    w.drill,
  )
}

/** Nobody is called before an officer says which it is: two buttons, and the words it hangs on. */
function doubtMessage(g: Ground, w: Warning): Outbound {
  const said = drillOrReal(w.original).words
  const judge = (label: string, as: 'real' | 'drill') => ({ label, act: 'warning.judge', data: { id: w.id, as } })
  return cardMessage({
    title: `是真实预警还是演练？${titleOf(w)}`,
    tone: 'warn',
    lines: [
      words.drillDoubt,
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
export function judged(s: Situation, w: Warning, drill: boolean): Change[] {
  const after: Warning = { ...w, drill, drillBy: 'judged', no: drill ? s.newNo(noPrefix(true)) : w.no }
  return [
    { type: 'warning.judged', id: w.id, drill, no: after.no, was: w.no },
    ...reply(s, draftMessage(s, after), { about: { kind: 'warning', id: w.id } }),
  ]
}
