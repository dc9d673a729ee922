/** Words that a room hands to the reading: an intent of its own, asked for where the frame allows and nothing graver is told. */
import { expect, test } from 'vitest'
import { compileGazetteer, read } from '#domain/reading/read.ts'
import type { Spoken, ThingWords } from '#domain/reading/spoken.ts'

const words: ThingWords = {
  things: { drone: ['无人机', '飞机'], radio: ['对讲机'] },
  says: {
    tried: ['试了', '试飞', '测试一下'],
    good: ['正常', '清楚'],
    bad: ['不正常', '没信号', '断断续续', '坏了', '没电'],
  },
  alone: { good: ['通'] },
  parts: ['图传', '声音'],
  not: ['买'],
}
const gear: Spoken = {
  words,
  trials: ['试音', '测试'],
  tells: ({ clauses }) => clauses.some((c) => c.means.some((m) => m !== 'tried')),
  fields: ({ where }, said) => ({
    device: said?.thing,
    means: said?.clauses.flatMap((c) => c.means.filter((m) => m !== 'tried')),
    village: where.village,
  }),
}
const places = compileGazetteer({ villages: [{ name: '石岭村' }, { name: '下坪村' }] })
const reading = (text: string) => read({ text, chat: 'group', sentAt: '2026-11-24T09:00:00+08:00' }, places, { gear })

test.each([
  ['无人机试飞正常', { device: 'drone', means: ['good'] }],
  ['测试一下对讲机，正常', { device: 'radio', means: ['good'] }],
  ['石岭村的无人机，图传断断续续', { device: 'drone', means: ['bad'], village: '石岭村' }],
  ['对讲机不正常', { device: 'radio', means: ['bad'] }],
  ['对讲机三组的没信号', { device: 'radio', means: ['bad'] }],
  ['无人机（老君台那架）坏了', { device: 'drone', means: ['bad'] }],
  ['对讲机。试了。通了。', { device: 'radio', means: ['good'] }],
  [
    '无人机正常，下坪村对讲机没信号',
    {
      events: [
        { device: 'drone', means: ['good'], village: '下坪村' },
        { device: 'radio', means: ['bad'], village: '下坪村' },
      ],
    },
  ],
])('“%s” is told of the room’s things', (text, fields) => {
  expect(reading(text)).toMatchObject({ intent: 'gear', fields })
})

test.each([
  ['对讲机坏了水涨上来了', 'disaster_report'],
  ['对讲机没信号，石岭村3组后山滑坡', 'disaster_report'],
  ['对讲机坏了，全村没电', 'disaster_report'],
  ['对讲机没电了', 'gear'],
  ['已用无人机喊话，转移石岭村3户12人到村部，人员正常', 'evacuation'],
  ['请各村检查对讲机，不正常的马上报', 'none'],
  ['对讲机正常吗', 'query'],
  ['通知：对讲机下午来领', 'none'],
  ['测试一下', 'none'],
])('“%s” is %s', (text, intent) => {
  expect(reading(text).intent).toBe(intent)
})

test('without a room’s words nothing is read of its things', () => {
  expect(read({ text: '无人机试飞正常', chat: 'group', sentAt: '2026-11-24T09:00:00+08:00' }, places).intent).not.toBe(
    'gear',
  )
})

test('a word of trying a thing out marks no drill; a drill’s own does', () => {
  expect(reading('对讲机试音正常')).toMatchObject({ intent: 'gear', drill: false })
  expect(reading('【测试】对讲机正常')).toMatchObject({ intent: 'gear', drill: false })
  expect(reading('【演练】对讲机试音正常')).toMatchObject({ intent: 'gear', drill: true })
})
