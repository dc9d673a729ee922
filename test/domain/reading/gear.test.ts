/** What is read of gear, by whatever name, in the fields of the schema. */
import { expect, test } from 'vitest'
import { SPOKEN } from '#domain/nouns.ts'
import { compileGazetteer, read } from '#domain/reading/read.ts'

const places = compileGazetteer({ villages: [{ name: '石岭村' }, { name: '下坪村' }] })
const reading = (text: string) => read({ text, chat: 'group', sentAt: '2026-11-24T09:00:00+08:00' }, places, SPOKEN)

test.each([
  ['卫星电话测试正常', { device: '卫星电话', result: '正常' }],
  ['石岭村大喇叭不响', { device: '大喇叭', result: '异常', village: '石岭村' }],
  ['对讲机测试正常', { device: '对讲机', result: '正常' }],
  ['雨量计坏了，没有数据', { device: '雨量计', result: '异常', fault: '坏了，没有数据' }],
  ['昨天试了水位计，没信号', { device: '水位计', result: '异常', date: '2026-11-23' }],
  ['手摇报警器修好了', { device: '手摇报警器', result: '正常' }],
])('“%s”', (text, fields) => {
  expect(reading(text)).toMatchObject({ intent: 'equipment', fields })
})

test('tried, and nothing said of how it went: no result is guessed', () => {
  expect(reading('卫星电话今天试过了').fields).not.toHaveProperty('result')
})

test('a number behind a name is no day, and gear is no village', () => {
  const { intent, fields } = reading('对讲机3号没信号')
  expect(intent).toBe('equipment')
  expect(fields).not.toHaveProperty('date')
  expect(reading('对讲机三组的没信号').fields).not.toHaveProperty('village')
})

test.each(['对讲机正常吗', '雨量计修好了没有', '明天上午测试发电机'])('“%s” is no test', (text) => {
  expect(reading(text).intent).not.toBe('equipment')
})
