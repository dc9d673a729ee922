/** Sentences of moving that move nobody, and who is told of house by house. */
import { describe, expect, test } from 'vitest'
import { fatesIn } from '../../../src/domain/reading/fates.ts'
import { compileGazetteer } from '../../../src/domain/reading/places.ts'
import { read } from '../../../src/domain/reading/read.ts'
import { deniesMove, houseByHouse, livingThere, wishesMove } from '../../../src/domain/reading/unmoved.ts'

const PLACES = compileGazetteer({ villages: [] })
const asMove = (text: string) =>
  read({ text, sentAt: '2026-07-01T08:00:00+08:00', meant: 'evacuation' }, PLACES, {}).fields

describe('nobody was moved', () => {
  test.each([
    '没转！人还在楼上，两户一共6个',
    '两户6个还没转',
    '那2户6人没搬，门都锁着',
    '3个老人不肯走',
    '转不了，水太深，2户5个人在屋里',
    '都没出来，4个人',
    '把那两个老人家劝回来',
    '叫他们3户9人转移',
    '快去把两个娃接出来',
    '李家老二在县城打工，屋里只得两个',
    '一户4个 一户3个',
    '家里只有3个人',
  ])('%s', (text) => {
    const fields = asMove(text)
    expect(fields.evacuated_people).toBeUndefined()
    expect(fields.evacuated_households).toBeUndefined()
  })
  test.each<[string, number]>([
    ['转移了3户10人，还有1户没转', 10],
    ['把两个老人家劝回来了', 2],
    ['桥头两户接出来了 送小学了 6个', 6],
    ['叫了2户8人，都转到村部了', 8],
    ['5户16人已转移到小学，一个没落', 16],
  ])('but here they were: %s', (text, n) => {
    expect(asMove(text).evacuated_people).toBe(n)
  })
})

test('两户6个回屋了 还有5个在小学: home, and safe', () => {
  const fields = asMove('两户6个回屋了 还有5个在小学')
  expect(fields).toMatchObject({ direction: '返回', evacuated_people: 6 })
  expect(fields.remaining_people).toBeUndefined()
  expect(fatesIn('两户6个回屋了 还有5个在小学')).toEqual([])
  expect(fatesIn('还有3个在村部')).toEqual([])
  expect(fatesIn('还有5个在楼上出不来')).toMatchObject([{ does: 'left', n: 5 }])
})

test('house by house, and who lives there', () => {
  expect(houseByHouse('一户4个 一户3个')).toBe(7)
  expect(houseByHouse('一家2个人，一家5个人')).toBe(7)
  expect(houseByHouse('一户4个，另一户3个转走了')).toBeUndefined()
  expect(livingThere('李家老二在县城打工，屋里只得两个')).toBe(2)
  expect(livingThere('家里只有3个人')).toBe(3)
  expect(livingThere('家里有2个人接出来了')).toBeUndefined()
  expect(deniesMove('没转')).toBe(true)
  expect(deniesMove('2户没转，3户转了')).toBe(false)
  expect(wishesMove('叫他们转移')).toBe(true)
  expect(wishesMove('把他们转移了')).toBe(false)
})
