/**
 * Warnings 预警 and drill notices: relayed unchanged, answered person by person (叫应), stepped up on silence.
 * Only the weather service and governments may issue; Anan relays the original with issuer and time and adds nothing to it
 * (气象灾害防御条例 art 30, 突发事件应对法 art 64).
 */
import type { Change } from './change.ts'
import { minutesAfter, saidTime, within } from './deadline.ts'
import type { Card, Outbound } from './message.ts'
import { hasRole, type Person, type Role } from './roster.ts'
import type { CallStep } from './settings.ts'
import { type Ground, leaders, officers, say, tell, type WarningState } from './situation.ts'
import { COLOUR_WORDS, cardMessage, known } from './words.ts'

export type Colour = keyof typeof COLOUR_WORDS
export type WarningAction = 'issue' | 'update' | 'upgrade' | 'downgrade' | 'lift'
export type AnswerHow = 'button' | 'word' | 'call' | 'report'

export interface Warning {
  id: string
  no: string
  drill: boolean
  state: 'draft' | 'open' | 'superseded' | 'lifted' | 'closed' | 'discarded'
  original: string
  /** SHA-256 of the original, hex. */
  hash: string
  action: WarningAction
  /** 暴雨, 台风 … or 演练. */
  event: string | null
  colour: Colour | null
  issuer: string | null
  issuedAt: Date | null
  /** Village codes; empty = the whole township. */
  villages: string[]
  /** Our own task text, shown apart from the original. */
  task: string | null
  /** Which of the legal elements the text does not state. */
  missing: string[]
  /** The step-up table as it stood when issued. */
  policy: CallStep[]
  requestedBy: string
  channel: string | null
  chat: string | null
  createdAt: Date
  openedAt: Date | null
  endedAt: Date | null
  supersedes: string | null
}

export const WARNING_STATES: Record<Warning['state'], string> = {
  draft: '待确认',
  open: '已发布',
  superseded: '已被替代',
  lifted: '已解除',
  closed: '已结束',
  discarded: '已取消',
}

export interface Obligation {
  id: string
  warningId: string
  personId: string
  villageCode: string | null
  gridId: string | null
  role: string
  step: number
  reach: 'ok' | 'unbound' | 'on_leave'
  answeredAt: Date | null
  answer: string | null
  answeredHow: AnswerHow | null
}

/** By phone, or at the door (上门). */
export type CallHow = 'phone' | 'visit'
/** Only `answered` answers for the person; everything else is kept as an attempt. */
export type CallResult = 'answered' | 'no_answer' | 'unreachable' | 'wrong_number'

/** Who answers for a warning's area by role; a person with several is asked once. */
const RESPONSIBLE: Role[] = ['info_officer', 'grid_member', 'forest_ranger']

export const mayIssue = (person: Person | undefined) =>
  hasRole(person, 'duty_officer', 'duty_leader', 'town_leader', 'broadcaster', 'admin')

/** One person's duty to answer, as of now. Whoever is on leave or has no account is listed at once for a phone call. */
export function audience(g: Ground, villages: string[], warningId: string): Obligation[] {
  const seen = new Map<string, Obligation>()
  for (const person of g.roster.people.values()) {
    if (!person.active) continue
    const held = person.roles.find(
      (r) => RESPONSIBLE.includes(r.role) && (!villages.length || !r.villageCode || villages.includes(r.villageCode)),
    )
    if (!held) continue
    const onLeave = !!person.onLeaveUntil && person.onLeaveUntil > g.now
    seen.set(person.id, {
      id: g.newId(),
      warningId,
      personId: person.id,
      villageCode: held.villageCode ?? null,
      gridId: held.gridId ?? null,
      role: held.role,
      step: 0,
      reach: onLeave ? 'on_leave' : g.roster.reach.get(person.id)?.length ? 'ok' : 'unbound',
      answeredAt: null,
      answer: null,
      answeredHow: null,
    })
  }
  return [...seen.values()]
}

/** The step-up table for a colour at an hour; at night orange acts as red (叫应 default, configurable). */
export function policyFor(g: Ground, colour: Colour | null, drill: boolean): CallStep[] {
  const table = g.settings.call_and_response
  const night = within(g.now, table.night.from, table.night.to, g.tz)
  const effective = colour === 'orange' && night ? 'red' : (colour ?? (drill ? 'yellow' : 'yellow'))
  return table.colours[effective].steps
}

/** Names the villages whose code is in the area; 全镇 when it is everything. */
export const areaWords = (g: Ground, villages: string[]) =>
  villages.length
    ? villages.map((code) => g.roster.villages.find((v) => v.code === code)?.name ?? code).join('、')
    : `全${g.roster.station.township}`

export const titleOf = (w: Pick<Warning, 'event' | 'colour' | 'drill' | 'action'>) =>
  w.drill && !w.event
    ? '演练通知'
    : `${w.event ?? '预警'}${w.colour ? COLOUR_WORDS[w.colour] : ''}预警${w.action === 'lift' ? '解除' : ''}`

/** The card people get: the original unchanged, who issued it and when, one button to answer. */
export function warningMessage(g: Ground, w: Warning, mention: string[] = [], lead?: string): Outbound {
  const card: Card = {
    title: titleOf(w),
    tone: w.colour ?? (w.drill ? 'blue' : 'warn'),
    lines: [
      ...(lead ? [lead] : []),
      ...known([
        ['范围', areaWords(g, w.villages)],
        ['编号', w.no],
      ]),
      ...(w.task ? [`站里要求：${w.task}`] : []),
    ],
    original: {
      text: w.original,
      source: [w.issuer ?? '发布单位未写明', w.issuedAt ? saidTime(w.issuedAt, g.tz) : '时间未写明'].join(' · '),
    },
    buttons: w.action === 'lift' ? [] : [{ label: '收到', act: 'warning.ack', data: { id: w.id }, style: 'primary' }],
    note: w.action === 'lift' ? '预警已解除，无需应答。' : '请本人点“收到”或回复“收到”。',
  }
  return { ...cardMessage(card, w.drill), ...(mention.length ? { mentions: mention } : {}) }
}

/** What the officer watches: how many answered, who has not, by village; changes as answers come in. */
export function statusMessage(g: Ground, { warning, obligations }: WarningState): Outbound {
  const open = obligations.filter((o) => !o.answeredAt)
  const answered = obligations.length - open.length
  const byVillage = new Map<string, string[]>()
  for (const o of open) {
    const village = g.roster.villages.find((v) => v.code === o.villageCode)?.name ?? '镇里'
    const tag = o.reach === 'unbound' ? '（无账号，请打电话）' : o.reach === 'on_leave' ? '（请假，请打电话）' : ''
    byVillage.set(village, [...(byVillage.get(village) ?? []), `${g.roster.people.get(o.personId)?.name ?? '—'}${tag}`])
  }
  const shown = [...byVillage].slice(0, 15)
  const rest = byVillage.size - shown.length
  const over = warning.state !== 'open'
  const card: Card = {
    title: `${titleOf(warning)} 应答 ${answered}/${obligations.length}`,
    tone: over ? 'info' : open.length ? 'warn' : 'good',
    lines: [
      ...known([
        ['编号', warning.no],
        ['范围', areaWords(g, warning.villages)],
        ['发出', warning.openedAt ? saidTime(warning.openedAt, g.tz) : ''],
      ]),
      ...(over ? [`已${warning.state === 'lifted' ? '解除' : '结束'}`] : []),
      ...(open.length
        ? ['未应答：', ...shown.map(([village, names]) => ({ label: village, value: names.join('、') }))]
        : ['全部已应答。']),
      ...(rest > 0 ? [`另有${rest}个村，发“谁没收到”可看全部。`] : []),
    ],
    buttons: over
      ? []
      : [
          { label: '再催一次', act: 'warning.again', data: { id: warning.id } },
          { label: '解除', act: 'warning.lift', data: { id: warning.id }, confirm: '确认解除？会告知所有收到过的人。' },
        ],
  }
  return cardMessage(card, warning.drill)
}

/** The status card of a warning for everyone who watches it. */
export const tellOfficers = (g: Ground, state: WarningState): Change[] =>
  [...new Map([...officers(g), ...leaders(g), ...requester(g, state)].map((p) => [p.id, p])).values()].flatMap((p) =>
    tell(g, p.id, statusMessage(g, state), {
      priority: 'alert',
      slot: `warning:${state.warning.id}`,
      about: { kind: 'warning', id: state.warning.id },
    }),
  )

const requester = (g: Ground, { warning }: WarningState) => {
  const person = g.roster.people.get(warning.requestedBy)
  return person ? [person] : []
}

/** The chats of the warning's area: every active group chat of a village or grid group that touches it. */
export const chatsOf = (g: Ground, villages: string[]) =>
  g.roster.chats.filter((chat) => {
    const group = chat.active && chat.kind === 'group' ? g.roster.groups.find((x) => x.id === chat.groupId) : undefined
    return (
      !!group &&
      (group.kind === 'village' || group.kind === 'grid') &&
      (!villages.length || !group.villages.length || group.villages.some((v) => villages.includes(v)))
    )
  })

/** Draft → open: the relay to groups and people, the obligations, and the first step-up deadline. */
export function issue(g: Ground, draft: Warning): Change[] {
  // a lift asks nothing of anybody and is over once it is told
  const lift = draft.action === 'lift'
  const warning: Warning = {
    ...draft,
    state: lift ? 'closed' : 'open',
    openedAt: g.now,
    endedAt: lift ? g.now : null,
    policy: policyFor(g, draft.colour, draft.drill),
  }
  const obligations = lift ? [] : audience(g, warning.villages, warning.id)
  const chats = chatsOf(g, warning.villages)
  const about = { kind: 'warning', id: warning.id } as const
  const inGroup = (o: Obligation, channel: string) =>
    chats.some(
      (c) =>
        c.channel === channel &&
        (g.roster.groups.find((x) => x.id === c.groupId)?.villages.includes(o.villageCode ?? '') ?? false),
    )
  const groupMessages = chats.map((chat) => {
    const villages = g.roster.groups.find((x) => x.id === chat.groupId)?.villages ?? []
    const mention = obligations
      .filter((o) => villages.includes(o.villageCode ?? ''))
      .flatMap(
        (o) =>
          g.roster.reach
            .get(o.personId)
            ?.filter((r) => r.channel === chat.channel)
            .map((r) => r.account) ?? [],
      )
    return say(g, chat.channel, chat.chat, warningMessage(g, warning, mention), {
      priority: 'warning',
      about,
      ...(warning.state === 'open' ? { still: 'open' as const } : {}),
    })
  })
  // Whoever has no group chat of the area gets it privately, so that nobody is left out and nobody gets it twice.
  const privateMessages = obligations
    .filter((o) => o.reach !== 'unbound' && !g.roster.reach.get(o.personId)?.some((r) => inGroup(o, r.channel)))
    .flatMap((o) =>
      tell(g, o.personId, warningMessage(g, warning), { priority: 'warning', about, still: 'unanswered' }),
    )
  const first = obligations.length ? warning.policy[0] : undefined
  return [
    { type: 'warning.issued', warning, obligations },
    ...groupMessages,
    ...privateMessages,
    ...(first
      ? [
          {
            type: 'deadline.set',
            id: g.newId(),
            kind: 'warning.step',
            subjectId: warning.id,
            dueAt: minutesAfter(g.now, first.after_minutes),
            step: 0,
          } as const,
        ]
      : []),
    ...tellOfficers(g, { warning, obligations }),
  ]
}

/** One person's own act answers. A second answer changes nothing. */
export function answer(g: Ground, state: WarningState, personId: string, how: AnswerHow, said: string): Change[] {
  const mine = state.obligations.find((o) => o.personId === personId)
  if (!mine || mine.answeredAt || state.warning.state !== 'open') return []
  const obligations = state.obligations.map((o) =>
    o === mine ? { ...o, answeredAt: g.now, answer: said, answeredHow: how } : o,
  )
  return [
    { type: 'obligation.answered', warningId: state.warning.id, personId, how, answer: said },
    ...tellOfficers(g, { ...state, obligations }),
  ]
}

const STEP_LEAD = {
  again: '请尽快应答。',
  urgent: '仍未应答，请立即点“收到”。',
  next_contact: '您负责的片区还有人没有应答，请帮忙通知到人：',
  leader: '以下人员超时未应答，请过问：',
  door_knock: '请安排人上门叫应，并把结果告诉值班员：',
} as const

/** A step of the table falls due: the unanswered are asked again, harder, or somebody else is told. */
export function stepUp(g: Ground, state: WarningState, step: number): Change[] {
  const { warning } = state
  const open = state.obligations.filter((o) => !o.answeredAt)
  const now = warning.policy[step]
  if (warning.state !== 'open' || !open.length || !now) return []
  const about = { kind: 'warning', id: warning.id } as const
  const names = open.map((o) => g.roster.people.get(o.personId)?.name ?? '—').join('、')
  const list = (title: string, lead: string): Outbound =>
    cardMessage(
      { title, tone: warning.colour ?? 'warn', lines: [lead, names, ...known([['编号', warning.no]])] },
      warning.drill,
    )
  const toOthers = (people: Person[], lead: string) =>
    people.flatMap((p) =>
      tell(g, p.id, list(`${titleOf(warning)} ${open.length}人未应答`, lead), {
        priority: 'warning',
        about,
        still: 'open',
      }),
    )
  const said: Record<CallStep['how'], () => Change[]> = {
    again: () =>
      open.flatMap((o) =>
        tell(g, o.personId, warningMessage(g, warning, [], STEP_LEAD.again), {
          priority: 'warning',
          about,
          still: 'unanswered',
        }),
      ),
    urgent: () =>
      open.flatMap((o) =>
        tell(g, o.personId, warningMessage(g, warning, [], STEP_LEAD.urgent), {
          priority: 'warning',
          about,
          still: 'unanswered',
          urgent: true,
        }),
      ),
    next_contact: () =>
      nextContacts(g, open).flatMap(({ person, names: theirs }) =>
        tell(
          g,
          person.id,
          cardMessage(
            {
              title: `${titleOf(warning)} ${theirs.length}人未应答`,
              tone: warning.colour ?? 'warn',
              lines: [STEP_LEAD.next_contact, theirs.join('、')],
            },
            warning.drill,
          ),
          { priority: 'warning', about, still: 'open' },
        ),
      ),
    leader: () => toOthers([...leaders(g), ...townLeaders(g)], STEP_LEAD.leader),
    door_knock: () => toOthers(officers(g), STEP_LEAD.door_knock),
  }
  const next = warning.policy[step + 1]
  return [
    {
      type: 'obligation.stepped',
      warningId: warning.id,
      personIds: open.map((o) => o.personId),
      step: step + 1,
      how: now.how,
    },
    ...said[now.how](),
    ...(next
      ? [
          {
            type: 'deadline.set',
            id: g.newId(),
            kind: 'warning.step',
            subjectId: warning.id,
            dueAt: minutesAfter(warning.openedAt ?? g.now, next.after_minutes),
            step: step + 1,
          } as const,
        ]
      : []),
    ...tellOfficers(g, {
      ...state,
      obligations: state.obligations.map((o) => (o.answeredAt ? o : { ...o, step: step + 1 })),
    }),
  ]
}

const townLeaders = (g: Ground) => [...g.roster.people.values()].filter((p) => p.active && hasRole(p, 'town_leader'))

/** The other contacts of each village with silence: its information officers, told whom to go and see. */
function nextContacts(g: Ground, open: Obligation[]) {
  const silent = new Map<string, string[]>()
  for (const o of open)
    silent.set(o.villageCode ?? '', [
      ...(silent.get(o.villageCode ?? '') ?? []),
      g.roster.people.get(o.personId)?.name ?? '—',
    ])
  return [...silent]
    .flatMap(([village, names]) =>
      [...g.roster.people.values()]
        .filter((p) => p.active && p.roles.some((r) => r.role === 'info_officer' && r.villageCode === village))
        .map((person) => ({ person, names: names.filter((n) => n !== person.name) })),
    )
    .filter((c) => c.names.length)
}

/** Open → lifted: step-ups stop, and everyone who had been told is told that it is over. */
export function lift(g: Ground, state: WarningState, note = '预警已解除，可以恢复正常。'): Change[] {
  const { warning } = state
  if (warning.state !== 'open') return []
  const message = cardMessage(
    { title: `${titleOf(warning)}已解除`, tone: 'good', lines: [note, ...known([['编号', warning.no]])] },
    warning.drill,
  )
  const about = { kind: 'warning', id: warning.id } as const
  const lifted = { ...state, warning: { ...warning, state: 'lifted' as const, endedAt: g.now } }
  return [
    { type: 'warning.ended', id: warning.id, state: 'lifted' },
    { type: 'deadlines.cleared', subjectId: warning.id },
    ...chatsOf(g, warning.villages).map((c) => say(g, c.channel, c.chat, message, { priority: 'warning', about })),
    ...tellOfficers(g, lifted),
  ]
}
