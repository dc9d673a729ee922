/** Whatever a platform does, in whatever order: what is claimed is known, what is unknown is asked, and one table says what may follow. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type BroadcastState,
  type BroadcastView,
  type Delivery,
  mayBecome,
  standingOf,
} from '#domain/broadcast/broadcast.ts'
import { follow, recordReports, standing, stop } from '#domain/broadcast/lifecycle.ts'
import type { AirReport } from '#domain/kernel/message.ts'
import type { Change } from '#domain/nouns.ts'
import { context, start } from './broadcast-parts.ts'

const AT = context.now.getTime()
const delivery: fc.Arbitrary<Delivery> = fc.record({
  state: fc.constantFrom('queued', 'leased', 'sent', 'settled', 'refused', 'unknown'),
  reason: fc.constantFrom(null, 'config http 404', 'content 5'),
  doubt: fc.boolean(),
})
const act = fc.oneof(
  fc.record({ do: fc.constant('play' as const), delivery }),
  fc.record({ do: fc.constant('stopped' as const), delivery }),
  fc.record({ do: fc.constant('stop' as const) }),
  fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(0.1, 1, 6, 25, 60) }),
  fc.record({
    do: fc.constant('report' as const),
    state: fc.constantFrom<AirReport['state']>('unplayed', 'waiting', 'playing', 'played', 'failed', 'cancelled'),
    areas: fc.subarray(start().broadcast.villages),
    seconds: fc.integer({ min: -60, max: 60 }),
  }),
)

test('没有送到平台, 已播出 and 已停播 stand only where they are known', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
      let now = AT
      let view: BroadcastView = { ...start(), delivery: { state: 'queued', reason: null, doubt: false } }
      view.broadcast.state = 'approved'
      view.broadcast.endAt = new Date(AT + 30 * 60_000)
      const reports: AirReport[] = []
      const g = () => ({ ...context, now: new Date(now) })
      const apply = (changes: Change[]) => {
        const from = view.broadcast.state
        let to: BroadcastState = from
        for (const c of changes) {
          if (c.type === 'broadcast.stopped') {
            expect(c.from).toBe(view.broadcast.state)
            to = c.broadcast.state
            view = {
              ...view,
              broadcast: c.broadcast,
              stopDelivery: c.broadcast.stopId === view.broadcast.stopId ? view.stopDelivery : null,
            }
          }
          if (c.type === 'broadcast.moved') to = c.to
          if (c.type === 'broadcast.told') to = c.state
          if (c.type === 'broadcast.stopped' || c.type === 'broadcast.told')
            view = {
              ...view,
              villages: view.villages.map((v) => c.villages.find((x) => x.villageCode === v.villageCode) ?? v),
            }
          view = { ...view, broadcast: { ...view.broadcast, state: to } }
        }
        if (to !== from) expect(mayBecome(from, to), `${from} → ${to}`).toBe(true)
        const { asked, alarm } = standingOf(to)
        if (to !== from && asked && alarm)
          expect(changes.some((c) => c.type === 'message.owed' && c.owed.message.air?.ask === 'state')).toBe(true)
      }
      for (const a of acts) {
        const b = view.broadcast
        const landed = ['sent', 'settled', 'refused', 'unknown']
        if (a.do === 'play' && !landed.includes(view.delivery!.state))
          // what waits is let lie by the lane once it is to be stopped
          view = {
            ...view,
            delivery:
              b.stop && view.delivery!.state === 'queued'
                ? { ...view.delivery!, state: 'settled' }
                : { ...a.delivery, doubt: a.delivery.doubt || view.delivery!.doubt },
          }
        if (a.do === 'stopped' && b.stopId) view = { ...view, stopDelivery: a.delivery }
        if (a.do === 'stop') apply(stop(g(), view, 'p', '要求停播'))
        if (a.do === 'wait') now += a.minutes * 60_000
        if (a.do === 'report') {
          const r = {
            of: b.serial!,
            state: a.state,
            note: null,
            areas: a.areas,
            coverage: null,
            reached: null,
            at: new Date(now + a.seconds * 1000).toISOString(),
          }
          reports.push(r)
          apply(recordReports(g(), view, [r]))
        }
        apply(follow(g(), view, 1))
        // it may just have been stopped, which shows as such until the next look
        apply(follow(g(), view, 1))
        // what it is shown as is what all that is known makes of it
        if (view.broadcast.stopId || !view.broadcast.stop) expect(view.broadcast.state).toBe(standing(g(), view))
        const latest = (code: string) => {
          const on = reports.filter((r) => !r.areas.length || r.areas.includes(code))
          const last = Math.max(...on.map((r) => Date.parse(r.at)))
          return on.filter((r) => Date.parse(r.at) === last).map((r) => r.state)
        }
        const villages = view.broadcast.villages
        const is = view.broadcast.state
        if (is === 'unsent') {
          expect(view.delivery!.doubt).toBe(false)
          expect(['queued', 'settled']).toContain(view.delivery!.state)
          expect(reports).toEqual([])
        }
        if (is === 'played')
          for (const v of villages) {
            expect(reports.some((r) => r.state === 'played' && (!r.areas.length || r.areas.includes(v)))).toBe(true)
            expect(latest(v).filter((s) => s === 'failed' || s === 'cancelled')).toEqual([])
          }
        if (is === 'cancelled') {
          expect(view.broadcast.stop).not.toBeNull()
          for (const v of villages) expect(latest(v)).not.toEqual(['playing'])
          expect(reports.some((r) => r.state === 'cancelled')).toBe(true)
        }
      }
    }),
    {
      numRuns: 2000,
      examples: [
        // past its time before it is known that it never left
        [
          [
            { do: 'play', delivery: { state: 'leased', reason: null, doubt: false } },
            { do: 'stop' },
            { do: 'wait', minutes: 60 },
            { do: 'play', delivery: { state: 'queued', reason: null, doubt: false } },
          ],
        ],
        // two words of one second, and an order to stop between them
        [
          [
            { do: 'report', state: 'cancelled', areas: [], seconds: 30 },
            { do: 'stop' },
            { do: 'report', state: 'played', areas: [], seconds: 30 },
          ],
        ],
      ],
    },
  )
})
