/** Whatever a platform does, in whatever order: what is claimed is known, what is unknown is asked, and one table says what may follow. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type BroadcastSight,
  type BroadcastState,
  type Delivery,
  mayBecome,
  standingOf,
} from '#domain/broadcast/broadcast.ts'
import { follow, standing, stop, told } from '#domain/broadcast/lifecycle.ts'
import type { AirReport } from '#domain/kernel/message.ts'
import type { Change } from '#domain/nouns.ts'
import { ground, start } from './broadcast-parts.ts'

const AT = ground.now.getTime()
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
      let sight: BroadcastSight = { ...start(), delivery: { state: 'queued', reason: null, doubt: false } }
      sight.broadcast.state = 'approved'
      sight.broadcast.endAt = new Date(AT + 30 * 60_000)
      const reports: AirReport[] = []
      const g = () => ({ ...ground, now: new Date(now) })
      const apply = (changes: Change[]) => {
        const from = sight.broadcast.state
        let to: BroadcastState = from
        for (const c of changes) {
          if (c.type === 'broadcast.stopped') {
            expect(c.from).toBe(sight.broadcast.state)
            to = c.broadcast.state
            sight = {
              ...sight,
              broadcast: c.broadcast,
              stopDelivery: c.broadcast.stopId === sight.broadcast.stopId ? sight.stopDelivery : null,
            }
          }
          if (c.type === 'broadcast.moved') to = c.to
          if (c.type === 'broadcast.told') to = c.state
          if (c.type === 'broadcast.stopped' || c.type === 'broadcast.told')
            sight = {
              ...sight,
              villages: sight.villages.map((v) => c.villages.find((x) => x.villageCode === v.villageCode) ?? v),
            }
          sight = { ...sight, broadcast: { ...sight.broadcast, state: to } }
        }
        if (to !== from) expect(mayBecome(from, to), `${from} → ${to}`).toBe(true)
        const { asked, alarm } = standingOf(to)
        if (to !== from && asked && alarm)
          expect(changes.some((c) => c.type === 'message.owed' && c.owed.message.air?.ask === 'state')).toBe(true)
      }
      for (const a of acts) {
        const b = sight.broadcast
        const landed = ['sent', 'settled', 'refused', 'unknown']
        if (a.do === 'play' && !landed.includes(sight.delivery!.state))
          // what waits is let lie by the lane once it is to be stopped
          sight = {
            ...sight,
            delivery:
              b.stop && sight.delivery!.state === 'queued'
                ? { ...sight.delivery!, state: 'settled' }
                : { ...a.delivery, doubt: a.delivery.doubt || sight.delivery!.doubt },
          }
        if (a.do === 'stopped' && b.stopId) sight = { ...sight, stopDelivery: a.delivery }
        if (a.do === 'stop') apply(stop(g(), sight, 'p', '要求停播'))
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
          apply(told(g(), sight, [r]))
        }
        apply(follow(g(), sight, 1))
        // it may just have been stopped, which shows as such until the next look
        apply(follow(g(), sight, 1))
        // what it is shown as is what all that is known makes of it
        if (sight.broadcast.stopId || !sight.broadcast.stop) expect(sight.broadcast.state).toBe(standing(g(), sight))
        const latest = (code: string) => {
          const on = reports.filter((r) => !r.areas.length || r.areas.includes(code))
          const last = Math.max(...on.map((r) => Date.parse(r.at)))
          return on.filter((r) => Date.parse(r.at) === last).map((r) => r.state)
        }
        const villages = sight.broadcast.villages
        const is = sight.broadcast.state
        if (is === 'unsent') {
          expect(sight.delivery!.doubt).toBe(false)
          expect(['queued', 'settled']).toContain(sight.delivery!.state)
          expect(reports).toEqual([])
        }
        if (is === 'played')
          for (const v of villages) {
            expect(reports.some((r) => r.state === 'played' && (!r.areas.length || r.areas.includes(v)))).toBe(true)
            expect(latest(v).filter((s) => s === 'failed' || s === 'cancelled')).toEqual([])
          }
        if (is === 'cancelled') {
          expect(sight.broadcast.stop).not.toBeNull()
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
