/** What people see of a broadcast: one card that changes, with what each of them may do next. */

import type { Button, Card, Form, Line, Outbound } from '../kernel/message.ts'
import { hasRole, type Person } from '../kernel/roster.ts'
import { type DecisionContext, leaders, officers, tell } from '../kernel/situation.ts'
import { clockOf, saidTime } from '../kernel/time.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { areaWords, NO_PARTS } from '../warning/warning.ts'
import {
  AIR_STATES,
  type AirVillage,
  APPROVERS,
  BROADCAST_STATES,
  type Broadcast,
  type BroadcastView,
  OVER,
  RECORDERS,
  REQUESTERS,
  standingOf,
} from './broadcast.ts'
import type { Change } from './fact.ts'
import { broadcastWords } from './words.ts'

/** Who may approve it now: the leader in charge; where that is the requester or nobody, every holder of the right. */
function approversOf(g: DecisionContext, b: Broadcast, all = false): Person[] {
  const may = (p: Person) => p.active && p.id !== b.requestedBy && hasRole(p, ...APPROVERS)
  const now = leaders(g).filter(may)
  return now.length && !all ? now : [...g.roster.people.values()].filter(may)
}

const nameOf = (g: DecisionContext, id: string | null | undefined) =>
  id ? (g.roster.people.get(id)?.name ?? id.replace(/^token:/, '接口 ')) : ''

/** Everybody who watches it: who asked, who may approve or did, and the officers on duty. */
function watchers(g: DecisionContext, b: Broadcast, all: boolean): Person[] {
  const named = [b.requestedBy, b.approval?.approver].flatMap((id) => g.roster.people.get(id ?? '') ?? [])
  return [...new Map([...named, ...approversOf(g, b, all), ...officers(g)].map((p) => [p.id, p])).values()]
}

export interface Telling {
  /** Again and harder, to everybody who may approve. */
  urgent?: boolean
  /** One person only. */
  only?: string
  note?: string
}

/** The card of a broadcast as it stands, for everybody who watches it. */
export const tellWatchers = (g: DecisionContext, view: BroadcastView, { urgent, only, note }: Telling = {}): Change[] =>
  watchers(g, view.broadcast, urgent ?? false)
    .filter((p) => !only || p.id === only)
    .flatMap((p) =>
      tell(g, p.id, broadcastMessage(g, view, p, note), {
        priority: 'alert',
        about: { kind: 'broadcast', id: view.broadcast.id },
        // a reminder is a new message; everything else changes the card that is there
        ...(urgent || only ? {} : { slot: `broadcast:${view.broadcast.id}` }),
        ...(urgent && hasRole(p, ...APPROVERS) ? { urgent: 'app' as const } : {}),
      }),
    )

/** Something is wrong with it and a person must act: a message of its own. @param sentence where the state does not say it all. */
export const alarm = (g: DecisionContext, view: BroadcastView, sentence?: string): Change[] => {
  const { broadcast: b } = view
  const { said, known: is, todo } = standingOf(b.state)
  const silent = named(g, view)
  return watchers(g, b, false).flatMap((p) =>
    tell(
      g,
      p.id,
      cardMessage(
        {
          title: `应急广播：${sentence ? b.title : said}`,
          tone: 'danger',
          lines: [
            ...(sentence ? [sentence] : [is, todo].flatMap((line) => line ?? [])),
            ...known([
              ['内容', sentence ? null : b.title],
              ['没有播成', silent],
              ['范围', areaWords(g, { villages: b.villages, area: NO_PARTS })],
              ['编号', b.no],
            ]),
          ],
          ...(stopButton(b, p) ? { buttons: [stopButton(b, p)!] } : {}),
        },
        b.drill,
      ),
      { priority: 'alert', about: { kind: 'broadcast', id: b.id } },
    ),
  )
}

/** Villages that did not get it, by name, with what the platform said of them. */
function named(g: DecisionContext, { villages }: BroadcastView): string | null {
  const silent = villages.filter((v) => v.state === 'failed' || v.state === 'partial')
  const words = silent.slice(0, 10).map((v) => `${nameOfVillage(g, v)}${v.note ? `（${v.note}）` : ''}`)
  return silent.length ? `${words.join('、')}${silent.length > 10 ? `等${silent.length}个村` : ''}` : null
}

export const nameOfVillage = (g: DecisionContext, v: AirVillage) =>
  g.roster.villages.find((x) => x.code === v.villageCode)?.name ?? v.villageCode

function stopButton(b: Broadcast, viewer: Person | undefined): Button | undefined {
  const label = standingOf(b.state).stop
  return label && hasRole(viewer, ...REQUESTERS)
    ? {
        label,
        act: 'broadcast.stop',
        data: { id: b.id },
        style: 'danger',
        confirm: b.state === 'requested' ? '确认撤回？' : `确认${label}？`,
      }
    : undefined
}

/** @param viewer whose card it is: buttons are those they may press. */
function broadcastMessage(
  g: DecisionContext,
  { broadcast: b, villages }: BroadcastView,
  viewer?: Person,
  note?: string,
): Outbound {
  const { approval, stop } = b
  const card: Card = {
    title: `应急广播 ${BROADCAST_STATES[b.state]}`,
    tone: standingOf(b.state).tone ?? 'info',
    lines: [
      ...(note ? [note] : []),
      ...[standingOf(b.state).known ?? []].flat(),
      ...known([
        ['范围', areaWords(g, { villages: b.villages, area: NO_PARTS })],
        ['事由', b.reason],
        ['编号', b.no],
        ['申请', `${nameOf(g, b.requestedBy)} ${saidTime(b.createdAt, g.tz)}`],
        ['同意', approval && approvalWords(g, b)],
        ['播出时间', b.startAt && b.endAt && `${saidTime(b.startAt, g.tz)}至${clockOf(b.endAt, g.tz)}`],
        ['停播', stop && `${stop.reason}${OVER.includes(b.state) ? '' : '，等平台确认'}`],
      ]),
      ...villages.slice(0, 30).map((v): Line => villageLine(g, v)),
      ...(villages.length > 30 ? [`另有${villages.length - 30}个村。`] : []),
    ],
    original: { text: b.text, source: '播出内容' },
    ...actions(g, b, viewer),
  }
  return cardMessage(card, b.drill)
}

function villageLine(g: DecisionContext, v: AirVillage): Line {
  const coverage = v.coverage === null ? '' : ` 覆盖${Math.round(v.coverage * 100)}%`
  const terminals = v.reached?.split(',')[3]
  return {
    label: nameOfVillage(g, v),
    value: `${AIR_STATES[v.state]}${coverage}${terminals ? ` 喇叭${terminals}只` : ''}${v.note ? `（${v.note}）` : ''}`,
  }
}

function approvalWords(g: DecisionContext, { approval }: Broadcast): string {
  const a = approval!
  const when = saidTime(new Date(a.saidAt), g.tz)
  if (a.mode === 'signed') return `${nameOf(g, a.approver)} ${when}`
  const signed = a.deniedAt
    ? '本人说没有同意过'
    : a.signedAt
      ? `已于${saidTime(new Date(a.signedAt), g.tz)}补签`
      : '待补签'
  return broadcastWords.phoneOrder(nameOf(g, a.approver), when, nameOf(g, a.recordedBy), signed)
}

/** What this person may do with it now. */
function actions(
  g: DecisionContext,
  b: Broadcast,
  viewer: Person | undefined,
): Pick<Card, 'buttons' | 'form' | 'note'> {
  const data = { id: b.id }
  const mine = viewer?.id === b.requestedBy
  const buttons: Button[] = []
  let form: Form | undefined
  let note = standingOf(b.state).todo
  if (b.state === 'requested' && !mine && hasRole(viewer, ...APPROVERS)) {
    buttons.push(
      { label: '同意播发', act: 'broadcast.approve', data, style: 'primary', confirm: broadcastWords.confirmAir },
      { label: '不同意', act: 'broadcast.decline', data },
    )
    note = broadcastWords.checkFirst
  } else if (b.state === 'requested' && hasRole(viewer, ...RECORDERS)) {
    const givers = approversOf(g, b, true).slice(0, 50)
    form = {
      fields: [
        {
          name: 'approver',
          label: '谁电话同意的',
          type: 'select',
          options: givers.map((p) => ({ label: p.name, value: p.id })),
          required: true,
        },
        { name: 'said_at', label: '几点同意的', type: 'text', value: clockOf(g.now, g.tz), required: true },
      ],
      submit: {
        label: broadcastWords.agreedByPhone,
        act: 'broadcast.phone',
        data,
        style: 'primary',
        confirm: broadcastWords.confirmPhone,
      },
    }
    note = broadcastWords.askedOrPhone
  } else if (b.state === 'requested') note = broadcastWords.asked
  if (b.approval && viewer?.id === b.approval.approver && !b.approval.signedAt && !b.approval.deniedAt)
    buttons.push(
      { label: '补签', act: 'broadcast.sign', data, style: 'primary' },
      { label: '我没有同意过', act: 'broadcast.deny', data, style: 'danger', confirm: broadcastWords.confirmDeny },
    )
  const stopping = stopButton(b, viewer)
  if (stopping) buttons.push(stopping)
  return { ...(buttons.length ? { buttons } : {}), ...(form ? { form } : {}), ...(note ? { note } : {}) }
}
