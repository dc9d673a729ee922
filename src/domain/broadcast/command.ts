/** Broadcasts by chat: 广播 石岭村：……, 广播预警 YJ-…, and the buttons of their cards. */

import type { Press, Presses } from '../kernel/press.ts'
import { hasRole } from '../kernel/roster.ts'
import { type DecisionContext, reply, type Situation } from '../kernel/situation.ts'
import { at, clockOf, dayOf } from '../kernel/time.ts'
import { words } from '../kernel/words.ts'
import { recordWords } from '../record/words.ts'
import { RECENT_WARNINGS, SUBJECT_WARNING } from '../warning/needs.ts'
import { APPROVERS, type BroadcastView, RECORDERS, REQUESTERS } from './broadcast.ts'
import type { Change } from './fact.ts'
import * as broadcast from './lifecycle.ts'
import { BROADCASTS, OPEN_BROADCASTS } from './needs.ts'
import { broadcastWords } from './words.ts'

export type AirCommand = { warning: string } | { area: string; text: string }

/** 广播预警 YJ-20261124-001, or 广播 村名：内容. */
export function airingIn(text: string): AirCommand | undefined {
  const bare = text.replace(/^\s{0,5}@安安\s{0,5}/, '').trim()
  const warning = /^广播预警[\s:：]{0,5}([A-Za-z]{2,8}-\d{8}-\d{3,5})\s*$/.exec(bare)
  if (warning) return { warning: warning[1]!.toUpperCase() }
  const own = /^广播\s{1,5}([^:：\n]{1,200})[:：]([\s\S]+)$/.exec(bare)
  if (own) return { area: own[1]!.trim(), text: own[2]!.trim() }
  return /^广播(?:预警)?\s/.test(bare) ? { area: '', text: '' } : undefined
}

/** 石岭村、下坪村 → their codes; 全镇 → none; undefined with the first name that is not one of ours. */
function areaIn(g: DecisionContext, said: string): { villages: string[] } | { unknown: string } {
  if (/^全(?:镇|乡|街道)$/.test(said) || said === `全${g.roster.station.township}`) return { villages: [] }
  const codes: string[] = []
  for (const name of said.split(/[、,，和及\s]+/).filter(Boolean)) {
    const village = g.roster.villages.find((v) => v.name === name || v.code === name || v.aliases.includes(name))
    if (!village) return { unknown: name }
    codes.push(village.code)
  }
  return { villages: [...new Set(codes)] }
}

const NO_REPORT: ReadonlySet<string> = new Set(['none', 'query', 'ack'])

/** The chat command: a request, or why not in one sentence; undefined where it is none. */
export function orderBroadcast(s: Situation, command: AirCommand): Change[] | undefined {
  // 广播 坏了，水涨上来了: no order, but a report that begins with the word
  if ('area' in command && !command.area && !NO_REPORT.has(s.reading?.intent ?? 'none')) return undefined
  if (!s.person) return reply(s, { text: recordWords.strangerKept })
  if (!hasRole(s.person, ...REQUESTERS)) return reply(s, { text: words.notAllowed('值班员、广播员或领导') })
  const by = s.person.id
  if ('warning' in command) {
    const found = s.need(RECENT_WARNINGS).find((w) => w.warning.no === command.warning)
    if (!found) return reply(s, { text: broadcastWords.noSuchWarning(command.warning) })
    return answered(s, broadcast.request(s, { by, villages: [], warning: found.warning }, s.need(OPEN_BROADCASTS)))
  }
  if (!command.area || !command.text) return reply(s, { text: broadcastWords.howToAsk })
  const area = areaIn(s, command.area)
  if ('unknown' in area) return reply(s, { text: broadcastWords.notOurs(area.unknown) })
  return answered(s, broadcast.request(s, { by, villages: area.villages, text: command.text }, s.need(OPEN_BROADCASTS)))
}

/** Whoever asks in a group is told there that it is under way; the card itself comes privately. */
function answered(s: Situation, made: ReturnType<typeof broadcast.request>): Change[] {
  if ('fault' in made) return reply(s, { text: made.fault.said })
  const inGroup = 'chat' in s.event && s.event.chat?.kind === 'group'
  return [...made.changes, ...(inGroup ? reply(s, { text: broadcastWords.underWay }) : [])]
}

const onBroadcast = (
  then: (s: Situation, view: BroadcastView, form: Record<string, unknown>) => Change[] | string,
): Pick<Press<Change>, 'needs' | 'run'> => ({
  needs: [BROADCASTS],
  run: (s, press) => {
    const view = s.need(BROADCASTS).find(({ broadcast: b }) => b.id === press.data.id)
    const done = view && s.person ? then(s, view, press.form ?? {}) : recordWords.alreadyDone
    return typeof done === 'string' ? reply(s, { text: done }) : done
  },
})

export const BROADCAST_PRESSES: Presses<Change> = {
  'broadcast.request': {
    roles: REQUESTERS,
    needs: [SUBJECT_WARNING, OPEN_BROADCASTS],
    run: (s) => {
      const state = s.need(SUBJECT_WARNING)
      return state && s.person
        ? answered(
            s,
            broadcast.request(s, { by: s.person.id, villages: [], warning: state.warning }, s.need(OPEN_BROADCASTS)),
          )
        : reply(s, { text: recordWords.alreadyDone })
    },
  },
  'broadcast.approve': { roles: APPROVERS, ...onBroadcast((s, view) => broadcast.approve(s, view, s.person)) },
  'broadcast.decline': { roles: APPROVERS, ...onBroadcast((s, view) => broadcast.decline(s, view, s.person)) },
  'broadcast.phone': {
    roles: RECORDERS,
    ...onBroadcast((s, view, form) => {
      const saidAt = momentOf(s, String(form.said_at ?? ''))
      if (!saidAt) return broadcastWords.sayWhen(clockOf(s.now, s.tz))
      const approver = s.roster.people.get(String(form.approver ?? ''))
      return approver
        ? broadcast.approve(s, view, approver, { recordedBy: s.person!.id, saidAt })
        : broadcastWords.sayWho
    }),
  },
  'broadcast.sign': { roles: APPROVERS, ...onBroadcast((s, view) => broadcast.sign(s, view, s.person)) },
  'broadcast.deny': { roles: APPROVERS, ...onBroadcast((s, view) => broadcast.sign(s, view, s.person, true)) },
  'broadcast.stop': {
    roles: REQUESTERS,
    ...onBroadcast((s, view) => {
      const changes = broadcast.stop(s, view, s.person!.id, `${s.person!.name}要求停播`)
      return changes.length ? changes : recordWords.alreadyDone
    }),
  },
}

/** HH:mm of today, or of last night when that is still to come today; a phone order is at most twelve hours old. */
function momentOf(g: DecisionContext, said: string): Date | undefined {
  const m = /^\s*([01]?\d|2[0-3])[:：]([0-5]\d)\s*$/.exec(said)
  if (!m) return undefined
  const today = at(dayOf(g.now, g.tz), `${m[1]!.padStart(2, '0')}:${m[2]}`, g.tz)
  const then = today > g.now ? new Date(today.getTime() - 24 * 3600_000) : today
  return g.now.getTime() - then.getTime() <= 12 * 3600_000 ? then : undefined
}
