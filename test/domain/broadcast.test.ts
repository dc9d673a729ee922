import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AirVillage, BroadcastView } from '#domain/broadcast/broadcast.ts'
import { airingIn } from '#domain/broadcast/command.ts'
import { recordReports } from '#domain/broadcast/lifecycle.ts'
import type { AirReport } from '#domain/kernel/message.ts'
import { CODES, context, NOW, start } from './broadcast-parts.ts'

const report: fc.Arbitrary<AirReport> = fc.record({
  of: fc.constant('20261124-1'),
  state: fc.constantFrom('unplayed', 'waiting', 'playing', 'played', 'failed', 'cancelled'),
  note: fc.constant(null),
  areas: fc.subarray([...CODES, '350599128000', '350599129200', '350500000000']),
  coverage: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  reached: fc.constant(null),
  at: fc.integer({ min: -600, max: 600 }).map((s) => new Date(NOW.getTime() + s * 1000).toISOString()),
})

/** What the village rows would be after each decision. */
function applied(view: BroadcastView, reports: AirReport[]): BroadcastView {
  const change = recordReports(context, view, reports).find((c) => c.type === 'broadcast.told')
  if (!change) return view
  const changed = new Map(change.villages.map((v) => [v.villageCode, v]))
  return {
    ...view,
    broadcast: { ...view.broadcast, state: change.state },
    villages: view.villages.map((v) => changed.get(v.villageCode) ?? v),
  }
}

const RANK: Partial<Record<AirVillage['state'], number>> = { unreported: 0, unplayed: 1, waiting: 2, playing: 3 }
const LAST = 4

describe('reports in any order, any number of times', () => {
  test('never take a village back; after an end only a later word that it is on air, or a contradiction that is shown', () => {
    fc.assert(
      fc.property(fc.array(fc.array(report, { minLength: 1, maxLength: 3 }), { maxLength: 20 }), (packets) => {
        let view = start()
        for (const reports of packets) {
          const next = applied(view, reports)
          view.villages.forEach((was, i) => {
            const is = next.villages[i]!
            const [before, after] = [RANK[was.state] ?? LAST, RANK[is.state] ?? LAST]
            if (after < before) {
              expect(before).toBe(LAST)
              expect(is.state).toBe('playing')
              expect(is.reportedAt!.getTime()).toBeGreaterThan(was.reportedAt!.getTime())
            }
          })
          view = next
        }
      }),
    )
  })

  test('the same report twice changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(report, { maxLength: 6 }), report, (before, r) => {
        const view = applied(
          before.reduce((s, b) => applied(s, [b]), start()),
          [r],
        )
        expect(recordReports(context, view, [r])).toEqual([])
      }),
    )
  })

  test('it is played only where every village has played it', () => {
    fc.assert(
      fc.property(fc.array(report, { maxLength: 12 }), (reports) => {
        const view = reports.reduce((s, r) => applied(s, [r]), start())
        if (view.broadcast.state === 'played') expect(view.villages.every((v) => v.state === 'played')).toBe(true)
      }),
    )
  })

  test('a report on the township or city covers its villages; one on a neighbour covers none', () => {
    const played = (areas: string[]) =>
      applied(start(), [
        { of: '20261124-1', state: 'played', note: null, areas, coverage: null, reached: null, at: NOW.toISOString() },
      ]).villages.filter((v) => v.state === 'played').length
    expect([played([]), played(['350599128000']), played(['350500000000']), played([CODES[0]!])]).toEqual([3, 3, 3, 1])
    expect(played(['350599129000'])).toBe(0)
  })
})

test.each([
  ['广播 石岭村、下坪村：请转移。', { area: '石岭村、下坪村', text: '请转移。' }],
  ['@安安 广播 全镇:今晚停水', { area: '全镇', text: '今晚停水' }],
  ['广播预警 yj-20261124-001', { warning: 'YJ-20261124-001' }],
  ['广播 石岭村', { area: '', text: '' }],
  ['广播已经播了', undefined],
  ['广播里说有大雨', undefined],
  ['村里的广播 坏了：请修', undefined],
])('%s', (text, command) => {
  expect(airingIn(text)).toEqual(command)
})
