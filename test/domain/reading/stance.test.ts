/** What is denied, wished for, promised or asked about is not done. */
import { expect, test } from 'vitest'
import { compileGazetteer, read } from '#domain/reading/read.ts'

const places = compileGazetteer({ villages: [{ name: '石岭村' }], people: ['黄玉兰', '林海燕'] })
const said = (text: string) => read({ text, sentAt: '2026-11-24T09:00:00+08:00', chat: 'group' }, places)

test.each([
  ['还没有整改完成', '未整改'],
  ['YH-20261124-001 还没整改完成', '未整改'],
  ['12月1日前整改完', '整改中'],
  ['YH-20261124-001 12月1日前整改完', '整改中'],
  ['计划12月1日前整改完成', '整改中'],
  ['明天整改完成', '整改中'],
  ['已整改完成', '完成'],
  ['YH-20261124-001 整改完成', '完成'],
  ['YH-20261124-001 围墙修好了，原定12月1日前完成', '完成'],
])('%s: %s', (text, status) => {
  expect(said(text)).toMatchObject({ intent: 'rectification', fields: { status } })
})

test.each(['整改完成了吗', 'YH-20261124-001 整改完成了没有', '路通了吗', '火灭了没有', '人救出来了没'])(
  '%s is a question',
  (text) => {
    expect(said(text).intent).toBe('query')
  },
)

test.each([
  '请尽快整改完成',
  '今天没去巡查',
  '今天路太滑，没上山巡，明早再补',
  '雨大没出门巡查',
  '今天没有巡查水库',
  '明天去巡查水库',
  '还没签到',
  '忘记签到了',
  '还没签退',
  '没交班呢',
])('%s leaves no record', (text) => {
  const { intent, ask } = said(text)
  expect(['none', 'query']).toContain(intent)
  expect(ask).toEqual([])
})

test.each([
  ['今天巡查水库，没有异常', 'patrol'],
  ['今日巡查牛栏冲水库，一切正常', 'patrol'],
  ['防汛值班签到', 'check_in'],
])('%s is a %s still', (text, intent) => {
  expect(said(text).intent).toBe(intent)
})

test.each([
  ['今天对石岭村小学开展安全检查，一切正常', 'inspection'],
  ['安全检查石岭村小学，一切正常', 'inspection'],
  ['安全检查牛栏冲水库，一切正常', 'inspection'],
  ['消防检查了三家饭店，没有问题', 'inspection'],
  ['巡查石岭村小学，合格', 'patrol'],
  ['上午联合检查站两个人轮流转，大岭头没有野外用火', 'patrol'],
])('%s: a check is no round, and a round no check', (text, intent) => {
  expect(said(text)).toMatchObject({ intent, ask: [] })
})

test.each([
  ['我下班了，黄玉兰接我的班', 'check_out', { to: ['黄玉兰'] }],
  ['黄玉兰来接班了，我下班了', 'check_out', { to: ['黄玉兰'] }],
  ['我交班给黄玉兰', 'handover', { to: ['黄玉兰'] }],
  ['交班给黄玉兰，一切正常', 'handover', { to: ['黄玉兰'] }],
  ['黄玉兰交班给林海燕', 'handover', { from: ['黄玉兰'], to: ['林海燕'] }],
])('%s: whose shift it is that ends', (text, intent, names) => {
  const reading = said(text)
  expect(reading).toMatchObject({ intent, fields: names })
  expect(reading.fields.persons ?? []).not.toContain('黄玉兰')
  if (!('from' in names)) expect(reading.fields).not.toHaveProperty('from')
})
