/** The leaders' daily summary: what rooms add stands among its lines. */
import { expect, test } from 'vitest'
import type { DailyPart, DailyTone } from '#domain/kernel/daily.ts'
import type { Line } from '#domain/kernel/message.ts'
import { look } from '#domain/kernel/need.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import { known } from '#domain/kernel/words.ts'
import { kept, summaryMessage } from '#domain/summary/summary.ts'

const g = {
  now: new Date('2026-11-24T08:30:00+08:00'),
  tz: 'Asia/Shanghai',
  roster: { station: { township: '青溪镇' } },
} as unknown as DecisionContext
const lines = (label: string, value: string): Line[] => known([[label, value]])

/** A room's part, as it plugs it in. */
const part = (rank: number, label: string, value: string, tone: DailyTone = 'good'): DailyPart => ({
  daily: { figures: look<string, object>()('day'), rank, lines: () => lines(label, value), tone: () => tone },
  figures: { [label]: value },
})
const message = (...parts: DailyPart[]) => summaryMessage(g, '2026-11-24', parts).card!

test('the lines of rooms stand by their rank, whatever the order of the rooms; an empty one is left out', () => {
  const card = message(
    part(90, '演练', '1条'),
    part(60, '设备', ''),
    part(10, '伤亡', '死亡0人'),
    part(50, '巡查', '2次'),
  )
  expect(card.lines).toEqual([
    { label: '伤亡', value: '死亡0人' },
    { label: '巡查', value: '2次' },
    { label: '演练', value: '1条' },
  ])
})

test.each<[DailyTone, DailyTone[]]>([
  ['good', []],
  ['good', ['good', 'good']],
  ['warn', ['good', 'warn', 'good']],
  ['danger', ['warn', 'danger', 'good']],
])('the card is %s where rooms are %j: the gravest counts', (tone, rooms) => {
  expect(message(...rooms.map((own) => part(1, '设备', '1台', own))).tone).toBe(tone)
})

test('what is kept of it has the day and every room’s figures under their own names', () => {
  expect(kept('2026-11-24', [part(1, '设备', '1台'), part(2, '巡查', '2次')])).toEqual({
    day: '2026-11-24',
    设备: '1台',
    巡查: '2次',
  })
})
