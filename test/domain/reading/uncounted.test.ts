/** Nothing false becomes a figure of people: what nobody can have counted is kept as said, and asked. */
import { expect, test } from 'vitest'
import { compileGazetteer, read } from '#domain/reading/read.ts'

const places = compileGazetteer({ villages: [{ name: '石岭村' }] })
const said = (text: string) => read({ text, sentAt: '2026-11-24T09:00:00+08:00', chat: 'group' }, places)

test.each([
  ['受伤1e9人', 'injured'],
  ['被困3E4人', 'trapped'],
  ['死了-3人', 'deaths'],
  ['失踪－2人', 'missing'],
  ['受伤0.5人', 'injured'],
  ['死亡1.5人', 'deaths'],
  ['被困：2.5人', 'trapped'],
  ['伤了一两百人', 'injured'],
  ['伤了一两百', 'injured'],
  ['埋了几十个人', 'trapped'],
  ['死了上百人', 'deaths'],
  ['好几百人被困', 'trapped'],
  ['九千九百人被困', 'trapped'],
  ['死亡999999999999999999999人', 'deaths'],
  ['受伤88888人', 'injured'],
])('石岭村3组滑坡，%s: no figure, and it is asked', (words, field) => {
  const { intent, fields, questions } = said(`石岭村3组滑坡，${words}`)
  expect(intent).toBe('disaster_report')
  expect(fields).not.toHaveProperty(field)
  expect(questions).toContain(field)
})

test.each([
  ['受伤2人', { injured: 2 }],
  ['死亡1人，受伤3-5人', { deaths: 1 }],
  ['12月3日-5日受灾，2人受伤', { injured: 2 }],
  ['过火0.5亩，受伤1人', { injured: 1, burned_area_mu: 0.5 }],
  ['受伤十二人', { injured: 12 }],
  ['死亡0人，受伤：3人', { deaths: 0, injured: 3 }],
  ['被困120人', { trapped: 120 }],
])('石岭村3组险情，%s: what can be counted stands', (words, wanted) => {
  expect(said(`石岭村3组滑坡险情，${words}`).fields).toMatchObject(wanted)
})
