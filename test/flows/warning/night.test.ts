/** A night under an open warning: only what keeps people from doing what it asks is a trouble with it; the rest goes where it belongs. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asText } from '#domain/kernel/message.ts'
import { openWarned } from '../../world/villages.ts'
import type { World } from '../../world/world.ts'

let w: World
let from = 0
let somebody: Awaited<ReturnType<typeof openWarned>>['somebody']
beforeAll(async () => {
  ;({ w, somebody } = await openWarned())
})
afterAll(() => w.close())
beforeEach(() => {
  w.clock.forward(13)
  from = w.sent.length
})
afterEach(() => expect(w.errors).toEqual([]))

const toOfficer = () => w.sent.slice(from).filter((s) => s.account === w.officer().id && s.message.card)
const troubles = (text: string) => toOfficer().filter((s) => asText(s.message).includes(text))

describe('no trouble with the warning', () => {
  test.each([
    '收到了，我手机快没电了',
    '收到 手机没电了先充会',
    '知道了，手机电量低',
    '困死了，眼皮都睁不开',
    '好困啊 眼睛都睁不开了',
    '没发错，当我没说',
    '哦，没看错，当我没讲',
    '没打错字，是这个',
    '发错群了',
    '没死人',
  ])('“%s”', async (text) => {
    const { who, group } = somebody()
    await w.says(who, group, text)
    expect(troubles(text)).toEqual([])
  })

  test.each(['没发错，当我没说', '发错群了', '好困啊'])('“%s” is no answer to it either', async (text) => {
    const { who, group } = somebody()
    await w.says(who, group, text)
    const mine = (await w.rows('obligations', { personId: who.id })) as { answeredAt: Date | null }[]
    expect(mine.every((o) => !o.answeredAt)).toBe(true)
  })
})

describe('a trouble all the same', () => {
  test.each([
    '喇叭没电了，喊不了人',
    '对讲机没电了，叫不到人',
    '手机没信号，联系不上各户',
    '3组打电话也不通',
    '烟太大，眼睛睁不开，过不去',
    '没收到，别人都有',
    '老人家困在屋里不肯走',
  ])('“%s”', async (text) => {
    const { who, group } = somebody()
    await w.says(who, group, text)
    expect(troubles(text).length).toBeGreaterThan(0)
  })

  test('a warning said to be a mistake is still put before the officers', async () => {
    const { who, group } = somebody()
    await w.says(who, group, '这个预警是发错的')
    expect(troubles('这个预警是发错的').length).toBeGreaterThan(0)
  })
})

describe('what is of an event of the sender’s', () => {
  test.each(['打电话也不通', '手机关机', '电话没人接'])(
    '“%s” of a missing man stands with his report',
    async (text) => {
      const { who, village, group } = somebody()
      await w.says(who, group, `${village}3组王大爷不见了`)
      const { id } = await w.latest('records', { kind: 'disaster_report' })
      from = w.sent.length
      await w.says(who, group, text)
      expect((await w.latest('records', { id })).text).toContain(text)
      expect(troubles('有困难')).toEqual([])
    },
  )

  test.each(['没死人，婆婆在县医院'])('“%s” belongs to what was told', async (text) => {
    const { who, village, group } = somebody()
    await w.says(who, group, `${village}4组屋后塌方，压到一个婆婆，受伤了`)
    const { id } = await w.latest('records', { kind: 'disaster_report' })
    const reports = (await w.rows('records', { kind: 'disaster_report' })).length
    from = w.sent.length
    await w.says(who, group, text)
    expect((await w.latest('records', { id })).text).toContain(text)
    expect((await w.rows('records', { kind: 'disaster_report' })).length).toBe(reports)
    expect(troubles('有困难')).toEqual([])
  })

  test.each(['发错群了 上一条不算', '不好意思，发错群了，刚才那条作废'])(
    '“%s” takes back the sender’s own and leaves the warning',
    async (text) => {
      const { who, village, group } = somebody()
      await w.says(who, group, `${village}2组桥头栏杆松了，是个隐患`)
      const { id } = await w.latest('records', { kind: 'hazard_report' })
      await w.says(who, group, text)
      expect((await w.latest('records', { id })).state).toBe('withdrawn')
      expect(troubles(text)).toEqual([])
    },
  )
})
