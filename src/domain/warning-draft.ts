/** From a pasted text to a warning that only waits for its officer's 确认. */
import type { Change } from './change.ts'
import { saidTime } from './deadline.ts'
import type { MessageEvent, Outbound } from './message.ts'
import type { Ground } from './situation.ts'
import { reply, type Situation } from './situation.ts'
import { areaWords, audience, chatsOf, mayIssue, titleOf, WARNING_STATES, type Warning } from './warning.ts'
import { already } from './warning-follow.ts'
import { looksLikeWarning, readWarningText } from './warning-text.ts'
import { cardMessage, known, words } from './words.ts'

export interface WarningCommand {
  drill: boolean
  original: string
}

const COMMANDS: [RegExp, boolean][] = [
  [/^\s{0,5}(?:@安安\s{0,5})?(?:发布|转发)预警[\s:：,，]{0,5}/, false],
  [/^\s{0,5}(?:@安安\s{0,5})?(?:发布|下发)演练(?:通知)?[\s:：,，]{0,5}/, true],
]

/** 发布预警 + text, 发布演练 + text; or a bare pasted signal from somebody who may issue. */
export function commandIn(text: string, mayIssue: boolean): WarningCommand | undefined {
  for (const [form, drill] of COMMANDS) {
    const m = form.exec(text)
    if (m) return { drill, original: text.slice(m[0].length).trim() }
  }
  return mayIssue && text.length > 20 && looksLikeWarning(text)
    ? { drill: /演练|演习/.test(text.slice(0, 40)), original: text.trim() }
    : undefined
}

/** A draft out of an original text; `villages` empty = read them from the text, else the whole township. */
export function draftOf(
  g: Ground,
  original: string,
  by: {
    requestedBy: string
    channel: string | null
    chat: string | null
    drill: boolean
    villages?: string[]
    task?: string | null
  },
): Warning {
  const read = readWarningText(original, g.now, g.tz)
  const named = g.roster.villages.filter((v) => original.includes(v.name)).map((v) => v.code)
  return {
    id: g.newId(),
    no: g.newNo(by.drill ? 'YLTZ' : 'YJ'),
    drill: by.drill,
    state: 'draft',
    original,
    hash: g.hashOf(original),
    action: read.action,
    event: read.event,
    colour: read.colour,
    issuer: read.issuer,
    issuedAt: read.issuedAt,
    villages: by.villages ?? named,
    task: by.task ?? null,
    missing: by.drill ? [] : read.missing,
    policy: [],
    requestedBy: by.requestedBy,
    channel: by.channel,
    chat: by.chat,
    createdAt: g.now,
    openedAt: null,
    endedAt: null,
    supersedes: null,
  }
}

/** The officer's confirmation card; nothing goes out before it is pressed. */
export function drafted(s: Situation, command: WarningCommand): Change[] {
  const event = s.event as MessageEvent
  if (!s.person) return reply(s, { text: words.strangerKept })
  if (!mayIssue(s.person)) return reply(s, { text: words.notAllowed('值班员或带班领导') })
  if (!command.original) return reply(s, { text: command.drill ? words.drillEmpty : words.warningEmpty })
  const warning = draftOf(s, command.original, {
    requestedBy: s.person.id,
    channel: event.channel,
    chat: event.chat.id,
    drill: command.drill,
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
  return cardMessage(
    {
      title: `待确认：${titleOf(w)}`,
      tone: w.colour ?? (w.drill ? 'blue' : 'warn'),
      lines: [
        words.warningDraft,
        ...known([
          ['范围', areaWords(g, w.villages)],
          [
            '将发到',
            `${chatsOf(g, w.villages).length}个群，${audience({ ...g, newId: () => '' }, w.villages, w.id).length}人应答`,
          ],
          ['原文未写明', w.missing.join('、')],
          ['编号', w.no],
        ]),
      ],
      original: {
        text: w.original,
        source: [w.issuer ?? '发布单位未写明', w.issuedAt ? saidTime(w.issuedAt, g.tz) : '时间未写明'].join(' · '),
      },
      form: {
        fields: [
          {
            name: 'area',
            label: '范围',
            type: 'select',
            value: w.villages.length === 1 ? w.villages[0] : w.villages.length ? 'named' : 'all',
            options: [
              ...(w.villages.length > 1 ? [{ label: areaWords(g, w.villages).slice(0, 40), value: 'named' }] : []),
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
          confirm: `${w.drill ? '确认发出演练通知？' : '确认发布？'}`,
        },
      },
      buttons: [{ label: '取消', act: 'warning.discard', data: { id: w.id } }],
    },
    w.drill,
  )
}
