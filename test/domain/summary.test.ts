/** The leaders' daily summary: what rooms add stands among its lines. */
import { expect, test } from 'vitest'
import type { Daily } from '#domain/kernel/daily.ts'
import { look } from '#domain/kernel/need.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import { type DayFigures, summaryMessage } from '#domain/summary/summary.ts'

const g = {
  now: new Date('2026-11-24T08:30:00+08:00'),
  tz: 'Asia/Shanghai',
  roster: { station: { township: '青溪镇' } },
} as unknown as DecisionContext
const quiet: DayFigures = {
  day: '2026-11-24',
  reports: {
    raised: 0,
    open: 0,
    deaths: 0,
    missing: 0,
    injured: 0,
    trapped: 0,
    evacuated: 0,
    silentOnCasualties: 0,
    latest: [],
  },
  hazards: { found: 0, cleared: 0, open: 0, overdue: 0, awaitingRecheck: 0 },
  warnings: { issued: 0, open: 0, asked: 0, answered: 0, silent: [] },
  duty: { onSheet: 0, present: 0, absent: [] },
  patrols: 0,
  unverified: 0,
  undelivered: 0,
  drills: 0,
}
const labels = (lines: readonly unknown[]) =>
  lines.flatMap((l) => (typeof l === 'object' && l && 'label' in l ? [String(l.label)] : []))

/** A room's part, as it plugs it in. */
const gear: Daily<{ broken: string[] }> = {
  figures: look<string, { broken: string[] }>()('gear_day'),
  lines: ({ broken }) => [['设备', broken.length ? `${broken.join('、')}故障${broken.length}台` : '']],
  urgent: ({ broken }) => broken.length > 0,
}
const part = (broken: string[]) => ({ lines: gear.lines({ broken }), urgent: gear.urgent({ broken }) })

test('the lines of a room stand behind the rounds and before what is not counted; what has to be seen to marks the card', () => {
  const { card } = summaryMessage(g, { ...quiet, unverified: 0 }, [
    part(['卫星电话']),
    { lines: [['物资', '']], urgent: false },
  ])
  expect(labels(card!.lines)).toEqual(['灾情险情', '伤亡', '隐患', '预警', '值班', '巡查', '设备'])
  expect(card!.tone).toBe('warn')
})

test('a quiet day without more is good', () => {
  expect(summaryMessage(g, quiet).card!.tone).toBe('good')
  expect(summaryMessage(g, quiet, [{ lines: [['设备', '3台正常']], urgent: false }]).card!.tone).toBe('good')
})
