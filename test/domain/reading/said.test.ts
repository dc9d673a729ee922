/** What people write to each other and to the station, line by line: the intent of each, and nothing filed out of small talk. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { VILLAGES } from '#db/seed/town.ts'
import { SPOKEN } from '#domain/nouns.ts'
import { compileGazetteer, read } from '#domain/reading/read.ts'
import type { Intent } from '#domain/reading/reading.ts'

const places = compileGazetteer({ villages: VILLAGES.map((name) => ({ name })) })
const lines = ['said', 'plain']
  .flatMap((file) => readFileSync(`test/corpus/${file}.txt`, 'utf8').split('\n'))
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => line.split('|') as [Intent, string, Intent?])

test('every line means what it is meant for', () => {
  const wrong = lines.flatMap(([wanted, text, before]) => {
    const earlier = before ? [{ text: '', sentAt: '', intent: before }] : undefined
    const { intent } = read({ text, chat: 'group', sentAt: '2026-11-24T20:00:00+08:00', earlier }, places, SPOKEN)
    return intent === wanted ? [] : [`${text}: ${intent}, not ${wanted}`]
  })
  expect(lines.length).toBeGreaterThan(200)
  expect(wrong).toEqual([])
})

test.each([
  ['三组坎垮了，冇人伤', { injured: 0 }],
  ['后山垮了一截，没得人伤到', { injured: 0 }],
  ['后山垮了，冇人死，老李腿伤了', { injured: 1 }],
])('casualties of “%s”', (text, wanted) => {
  const { fields } = read({ text, chat: 'group', sentAt: '2026-11-24T20:00:00+08:00' }, places, SPOKEN)
  for (const [field, value] of Object.entries(wanted)) expect(fields[field]).toBe(value)
})

test('an emergency in a long message is found among its sentences', () => {
  const talk = '今天开会讲了汛期值守的要求，大家把台账补齐，食堂中午照常开饭，车辆停到后院。'.repeat(20)
  const { intent, fields } = read(
    { text: `${talk}刚才石岭村3组后山滑坡，压坏房屋2间，1人受伤。${talk}`, sentAt: '2026-11-24T20:00:00+08:00' },
    places,
    SPOKEN,
  )
  expect(intent).toBe('disaster_report')
  expect(fields).toMatchObject({ village: '石岭村', injured: 1 })
})
