/** What messages are for, by learned weights: made from the lines that are there, honest about how sure they are, and quick. */
import { expect, test } from 'vitest'
import { intentSigns, likelihoodsBy, likelihoodsOf, OURS, speaksFor } from '#domain/reading/learned/intent.ts'
import model from '#domain/reading/learned/intents.json' with { type: 'json' }
import { meant, weighed } from '#domain/reading/meant.ts'
import { intentsHash, linesOf, trainFiles } from '../../corpus/lines.ts'

test('the weights are those of the labelled lines; whoever changes a line runs `npm run train`', () => {
  expect(model.corpus).toBe(intentsHash())
})

test('many write, none of them twice: authors, ids and texts', () => {
  const lines = trainFiles().flatMap(linesOf)
  expect(new Set(lines.map((l) => l.author)).size).toBeGreaterThanOrEqual(80)
  expect(lines.length).toBeGreaterThanOrEqual(16_000)
  expect(new Set(lines.map((l) => l.id)).size).toBe(lines.length)
})

test('likelihoods are all of them together one', () => {
  for (const text of ['后山塌了', '', '收到', 'a'.repeat(5000)])
    expect(Object.values(likelihoodsOf({ text })).reduce((a, b) => a + b)).toBeCloseTo(1)
})

test.each([
  ['石岭村后山塌下来了', 'disaster_report', '塌'],
  ['收到，马上去', 'ack', '收'],
])('%s is %s, and %s says so', (text, intent, piece) => {
  expect(meant({ text, chat: 'group' }).intent).toBe(intent)
  const signs = speaksFor(intent, { text, chat: 'group' }).slice(0, 10)
  expect(signs.filter(([, weight]) => weight > 0).some(([sign]) => sign.includes(piece))).toBe(true)
})

test('a message is weighed as its signs are, whose pieces it never spells out', () => {
  for (const { text } of linesOf(trainFiles()[0]!)) {
    const heard = { text, chat: 'group', role: 'grid_member' }
    expect(likelihoodsOf(heard)).toEqual(likelihoodsBy(intentSigns(heard), OURS))
  }
})

test('a village has one name, a number is one number', () => {
  const signs = (text: string, village?: string) => intentSigns({ text, village }).map(([sign]) => sign)
  expect(signs('石岭村3组塌方', '石岭村')).toEqual(signs('下坪村12组塌方', '下坪村'))
})

test.each([
  [{ disaster_report: 0.75, hazard_report: 0.2, none: 0.05 }, 'disaster_report', []],
  // what alarms people is asked about where it may be talk
  [{ disaster_report: 0.6, hazard_report: 0.2, none: 0.2 }, 'disaster_report', ['disaster_report', 'hazard_report']],
  // what may as well be talk is asked
  [{ disaster_report: 0.6, none: 0.4 }, 'disaster_report', ['disaster_report']],
  [{ disaster_report: 0.45, none: 0.4, hazard_report: 0.15 }, 'disaster_report', ['disaster_report', 'hazard_report']],
  // silence has the stricter bar, and none passes where people may be in danger
  [{ none: 0.6, disaster_report: 0.4 }, 'none', ['disaster_report']],
  [{ none: 0.5, query: 0.35, disaster_report: 0.15 }, 'none', ['query', 'disaster_report']],
  [{ none: 0.5, query: 0.25, patrol: 0.25 }, 'none', []],
  [
    { patrol: 0.3, hazard_report: 0.25, rectification: 0.2, check_in: 0.15, none: 0.1 },
    'patrol',
    ['patrol', 'hazard_report', 'rectification'],
  ],
])('%j: %s, asked %j', (likely, intent, ask) => {
  expect(weighed(likely)).toMatchObject({ intent, ask })
})

test('what is asked is at most three, never “none”, and the likeliest first', () => {
  for (const { text } of linesOf(trainFiles()[0]!)) {
    const { ask, likely } = meant({ text })
    expect(ask.length).toBeLessThanOrEqual(3)
    expect(ask).not.toContain('none')
    expect([...ask]).toEqual([...ask].sort((a, b) => likely[b]! - likely[a]!))
  }
})
