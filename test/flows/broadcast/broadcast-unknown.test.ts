/**
 * A platform that misbehaves: 没有送到平台, 已播出 and 已停播 are said only where that is known; what is not known has a state of
 * its own, is told to the officers, is asked again, and may be stopped again.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Platform } from '../../fakes/broadcast/index.ts'
import { type Docked, dock } from '../../world/docked.ts'
import type { World } from '../../world/world.ts'

let d: Docked
let w: World
let platform: Platform
beforeAll(async () => {
  d = await dock('2018')
  ;({ w, platform } = d)
})
afterAll(() => d.close())
beforeEach(() => d.calm())

const latest = () => w.latest('broadcasts')
const state = async () => (await latest()).state
const codeOf: Docked['codeOf'] = (name) => d.codeOf(name)
const broadcaster: Docked['broadcaster'] = () => d.broadcaster()
const asks = () => platform.of('EBMStateRequest').length
const heard = (from: number) => w.to(w.officer().id, from).join('\n')
const card = () => w.to(w.officer().id).findLast((t) => t.startsWith('应急广播 '))!
const says: Docked['reports'] = (...args) => d.reports(...args)
const ahead = (seconds: number) => new Date(w.clock.now().getTime() + seconds * 1000)
let n = 0
const request = (area = '石岭村') => d.orders(`请低洼处住户转移到村小学（${++n}）。`, area)
async function onAir(area?: string) {
  await request(area)
  await w.fastForward(0.2)
  return platform.latest()
}

describe('an order to air it whose answer was lost', () => {
  // the platform answers nothing, whatever is sent
  const mute = (trick: 'silence' | 'lost' | 'truncated' | { http: number; answered?: boolean }, times = 40) =>
    platform.mischief.push(...Array.from({ length: times }, () => trick))

  test.each([
    'lost',
    'truncated',
    { http: 503 },
    { http: 504 },
    { http: 202 },
    { http: 204 },
    { http: 302 },
    { http: 400 },
    { http: 408 },
    { http: 409 },
    { http: 499 },
  ] as const)('%j: it is neither sent nor unsent; the officer is told, and the platform is asked', async (trick) => {
    mute(trick)
    const from = w.sent.length
    await request()
    await w.fastForward(1)
    expect(await state()).toBe('unanswered')
    expect(heard(from)).toContain('可能已经播出，也可能没有收到')
    expect(heard(from)).toContain('请打电话')
    await w.fastForward(3)
    expect(platform.heard.filter((h) => h.type === 'EBMStateRequest').length).toBeGreaterThan(0)
  })

  test('stopped then: the order to stop goes after it, and it is not said that it never reached the platform', async () => {
    mute('lost', 2)
    await request()
    await w.presses(broadcaster(), '停播')
    platform.mischief.length = 0
    await w.fastForward(1)
    expect(platform.messages.get(platform.latest())!.stopped).toBe(true)
    expect(await state()).toBe('stopping')
    expect(card()).not.toContain('没有送到')
    await says(platform.latest(), 5)
    expect(await state()).toBe('cancelled')
  })

  test('its time runs out: 不清楚, never 没有送到平台', async () => {
    mute('lost', 400)
    await request()
    const from = w.sent.length
    await w.fastForward(60)
    expect(await state()).toBe('expired')
    expect(heard(from)).not.toContain('没有送到平台')
    expect(heard(from)).toContain('不清楚')
  })

  test('taken under a bare 202 and stopped then: the platform is told to stop, and it is not said that it never arrived', async () => {
    mute({ http: 202 }, 1)
    await request()
    await w.presses(broadcaster(), '停播')
    await w.fastForward(1)
    expect(card()).not.toContain('没有送到')
    expect(platform.messages.get(platform.latest())!.stopped).toBe(true)
  })

  test('the platform’s own answer counts, whatever status it comes under', async () => {
    mute({ http: 202, answered: true }, 1)
    await request()
    await w.fastForward(0.2)
    expect(await state()).toBe('accepted')
  })

  test('a repeat that is refused refuses only the repeat', async () => {
    platform.habits.repeat = 5
    mute('lost', 1)
    await request()
    await w.fastForward(1)
    expect(await state()).toBe('unanswered')
    await says(platform.latest(), 2)
    expect(await state()).toBe('playing')
  })

  test('a platform that acts after its asker gave up has it all the same', async () => {
    platform.mischief.push('late')
    await request()
    await w.fastForward(1)
    expect(await state()).toBe('accepted')
  })
})

test('没有送到平台 is said where no connection was ever made', async () => {
  const { url } = platform
  const dead = await dock('2018')
  await dead.platform.stop()
  const who = dead.w.person('broadcaster')
  await dead.w.says(who, `p2p:${who.id}`, '广播 石岭村：请关好门窗。')
  await dead.w.presses(dead.w.leader(), '同意播发')
  await dead.w.presses(who, '停播')
  await dead.w.fastForward(1)
  const b = await dead.w.latest('broadcasts')
  expect(b.state).toBe('unsent')
  expect(dead.w.to(who.id).at(-1)).toContain('没有送到平台')
  expect(url).toContain('127.0.0.1')
  await dead.w.close()
})

describe('an order to stop', () => {
  test('that is refused: told at once, asked about, and given again', async () => {
    const ebmid = await onAir()
    await says(ebmid, 2)
    platform.habits.stop = 5
    const from = w.sent.length
    const before = asks()
    await w.presses(broadcaster(), '停播')
    await w.fastForward(1)
    expect(await state()).toBe('stop_refused')
    expect(heard(from)).toContain('没有接受停播')
    expect(heard(from)).toContain('可能还在播')
    expect(asks()).toBeGreaterThan(before)
    platform.habits.stop = 1
    await w.presses(broadcaster(), '再次停播')
    expect(platform.messages.get(ebmid)!.stopped).toBe(true)
    expect(await state()).toBe('stopping')
    await says(ebmid, 5)
    expect(await state()).toBe('cancelled')
  })

  test('whose answer was lost, is not known to have stopped anything', async () => {
    const ebmid = await onAir()
    await says(ebmid, 2)
    platform.mischief.push(...Array.from({ length: 30 }, () => 'lost' as const))
    const from = w.sent.length
    await w.presses(broadcaster(), '停播')
    await w.fastForward(1)
    expect(await state()).toBe('stop_unknown')
    expect(heard(from)).toContain('可能停了，也可能还在播')
    platform.mischief.length = 0
    await w.fastForward(5)
    expect(
      new Set(
        platform
          .of('EBM')
          .filter((h) => h.xml.includes('<MsgType>2'))
          .map((h) => h.ebdid),
      ).size,
    ).toBeGreaterThan(0)
    expect(['stopping', 'stop_unknown']).toContain(await state())
  })

  test('that was taken, and no word that it worked: after a while it is unknown, and may be given again', async () => {
    const ebmid = await onAir()
    await says(ebmid, 2)
    const from = w.sent.length
    await w.presses(broadcaster(), '停播')
    expect(await state()).toBe('stopping')
    await w.fastForward(7)
    expect(await state()).toBe('stop_unknown')
    expect(heard(from)).toContain('请打电话')
    await w.presses(broadcaster(), '再次停播')
    expect(await state()).toBe('stopping')
  })

  test('that the platform took and then reports as failed is refused', async () => {
    const ebmid = await onAir()
    await says(ebmid, 2)
    await w.presses(broadcaster(), '停播')
    const order = platform.of('EBM').at(-1)!
    await says(/<EBMID>(\d+)/.exec(order.xml)![1]!, 4)
    expect(await state()).toBe('stop_refused')
  })

  test('that worked, and then it is on air again: told at once, asked, stopped again', async () => {
    const ebmid = await onAir()
    await says(ebmid, 2)
    await w.presses(broadcaster(), '停播')
    await says(ebmid, 5)
    expect(await state()).toBe('cancelled')
    const from = w.sent.length
    const before = asks()
    await says(ebmid, 2, { at: ahead(30) })
    expect(await state()).toBe('still_playing')
    expect(heard(from)).toContain('还在播')
    expect(asks()).toBeGreaterThan(before)
    await w.presses(broadcaster(), '再次停播')
    await says(ebmid, 5, { at: ahead(60) })
    expect(await state()).toBe('cancelled')
  })

  test('given again because people still hear it: the old word that it stopped no longer counts', async () => {
    const ebmid = await onAir()
    await says(ebmid, 2)
    await w.presses(broadcaster(), '停播')
    await says(ebmid, 5)
    await w.presses(broadcaster(), '再次停播')
    expect(await state()).toBe('stopping')
  })

  test('given again: its old word that it stopped, repeated, or one stamped before, is not the answer to it', async () => {
    const ebmid = await onAir()
    await says(ebmid, 2)
    await w.presses(broadcaster(), '停播')
    const before = ahead(0)
    await says(ebmid, 5, { at: before })
    await w.fastForward(2)
    await w.presses(broadcaster(), '再次停播')
    await says(ebmid, 5, { at: before })
    expect(await state()).toBe('stopping')
    await says(ebmid, 5, { at: ahead(-60) })
    expect(await state()).toBe('stopping')
    expect(card()).not.toContain('已停播')
    await says(ebmid, 5, { at: ahead(10) })
    expect(await state()).toBe('cancelled')
  })
})

describe('what the platform reports', () => {
  test('cancelled by itself: it is not 已停播, and the officer hears of it', async () => {
    const ebmid = await onAir()
    const from = w.sent.length
    const before = asks()
    await says(ebmid, 5)
    expect(await state()).toBe('dropped')
    expect(heard(from)).toContain('镇里没有要求停播')
    expect(heard(from)).not.toContain('已停播')
    expect(asks()).toBeGreaterThan(before)
  })

  test('played, with a device that was silent: 部分播出, by name', async () => {
    const ebmid = await onAir('石岭村、下坪村')
    const from = w.sent.length
    await says(ebmid, 3, {
      devices: [
        { name: '下坪村部喇叭', state: 4, village: codeOf('下坪村') },
        { name: '下坪学校喇叭', state: 3, village: codeOf('下坪村') },
        { name: '石岭村部喇叭', state: 3, village: codeOf('石岭村') },
      ],
    })
    expect(await state()).toBe('partial')
    expect(heard(from)).toContain('部分播出')
    expect(heard(from)).toContain('下坪村（没有播出：下坪村部喇叭）')
    expect(card()).toContain('石岭村：已播出')
  })

  test('played, after one village was told of as failed: 部分播出, until that village itself is told of as played', async () => {
    const ebmid = await onAir('石岭村、下坪村')
    await says(ebmid, 4, { areas: [codeOf('下坪村')], desc: '终端离线' })
    await says(ebmid, 3, { at: ahead(10) })
    expect(await state()).toBe('partial')
    expect(card()).toContain('下坪村：播出失败')
    await says(ebmid, 3, { areas: [codeOf('下坪村')], at: ahead(20) })
    expect(await state()).toBe('played')
  })

  test('a share of nothing is not played', async () => {
    const ebmid = await onAir()
    await says(ebmid, 3, { areas: [codeOf('石岭村')], rate: '0' })
    expect(await state()).toBe('partial')
  })

  test.each<[string, number, number]>([
    ['played, then failed', 3, 4],
    ['played, then cancelled', 3, 5],
    ['cancelled, then played', 5, 3],
  ])('%s: the platform contradicts itself, and nothing is claimed', async (_what, one, other) => {
    const ebmid = await onAir()
    await says(ebmid, one)
    const from = w.sent.length
    await says(ebmid, other, { at: ahead(20) })
    expect(await state()).toBe('disputed')
    expect(heard(from)).toContain('说法不一')
    expect(heard(from)).toContain('请打电话')
  })

  // a time that cannot be: after it was heard, or before the order that it speaks of
  const FAR = { ahead: () => ahead(20 * 3600), long_ago: () => new Date('2000-01-01T00:00:00Z') }

  test('on air, stamped hours ahead: what is said after it counts all the same', async () => {
    const ebmid = await onAir()
    await says(ebmid, 2, { at: FAR.ahead() })
    await w.fastForward(1)
    await says(ebmid, 4)
    expect(await state()).toBe('failed')
  })

  test.each(['ahead', 'long_ago'] as const)(
    'stopped, with a stamp that cannot be (%s), and on air after it: told at once',
    async (which) => {
      const ebmid = await onAir()
      await says(ebmid, 2)
      await w.presses(broadcaster(), '停播')
      await says(ebmid, 5, which === 'ahead' ? { at: FAR.ahead() } : {})
      expect(await state()).toBe('cancelled')
      await w.fastForward(1)
      await says(ebmid, 2, which === 'ahead' ? {} : { at: FAR.long_ago() })
      expect(await state()).toBe('still_playing')
    },
  )

  test('stopped again: a word that it stopped, stamped before the order was ever given, is no answer to it', async () => {
    const ebmid = await onAir()
    await says(ebmid, 2)
    await w.presses(broadcaster(), '停播')
    await says(ebmid, 5)
    await w.presses(broadcaster(), '再次停播')
    await says(ebmid, 5, { at: FAR.long_ago() })
    expect(await state()).toBe('stopping')
  })

  test('played, stamped long ago: it is not kept as said before it was asked for', async () => {
    const ebmid = await onAir()
    await says(ebmid, 3, { at: FAR.long_ago() })
    expect(await state()).toBe('played')
    const { id, startAt } = await latest()
    const { reportedAt } = await w.latest('broadcastVillages', { broadcastId: id })
    expect(reportedAt!.getTime()).toBeGreaterThanOrEqual(startAt!.getTime())
  })

  const device = (name: string, state: number, village = '石岭村') => ({ name, state, village: codeOf(village) })

  test('stopped, with a device that plays on: it is not 已停播, and the card names it', async () => {
    const ebmid = await onAir('石岭村、下坪村')
    await says(ebmid, 2)
    await w.presses(broadcaster(), '停播')
    await says(ebmid, 5, { at: ahead(10), devices: [device('三组喇叭', 2), device('村部喇叭', 5)] })
    await w.fastForward(0.2)
    expect(await state()).toBe('stopping')
    expect(card()).toContain('还在播：三组喇叭')
    expect(card()).not.toContain('没有播出')
    await says(ebmid, 5, { at: ahead(20), devices: [device('三组喇叭', 5), device('村部喇叭', 5)] })
    await w.fastForward(0.2)
    expect(await state()).toBe('cancelled')
    expect(card()).not.toContain('还在播：')
    const from = w.sent.length
    await says(ebmid, 5, { at: ahead(40), devices: [device('三组喇叭', 2)] })
    expect(await state()).toBe('still_playing')
    expect(heard(from)).toContain('停播后仍在播')
  })

  test('played, with a device that plays on: it is on air still, and nothing is said to have failed', async () => {
    const ebmid = await onAir()
    await says(ebmid, 3, { at: ahead(10), devices: [device('三组喇叭', 2), device('村部喇叭', 3)] })
    await w.fastForward(0.2)
    expect(await state()).toBe('playing')
    expect(card()).toContain('还在播：三组喇叭')
    expect(card()).not.toContain('没有播出')
  })

  test('played, and no loudspeaker was reached: it is not 已播出', async () => {
    const ebmid = await onAir()
    await says(ebmid, 3, { areas: [codeOf('石岭村')], reached: '1,1,2,0' })
    expect(await state()).toBe('partial')
    expect(card()).toContain('平台报喇叭0只')
  })

  test('one village failed and nothing is said of the other: it is not 正在播出', async () => {
    const ebmid = await onAir('石岭村、下坪村')
    await says(ebmid, 4, { areas: [codeOf('石岭村')] })
    expect(await state()).toBe('accepted')
    expect(card()).not.toContain('正在播出')
  })

  test('a village that was played is on air again: it is so, and may be stopped', async () => {
    const ebmid = await onAir('石岭村、下坪村')
    await says(ebmid, 3)
    // of the whole it says no more than that something plays
    await says(ebmid, 2, { at: ahead(10) })
    expect(await state()).toBe('played')
    await says(ebmid, 2, { at: ahead(20), areas: [codeOf('下坪村')] })
    expect(await state()).toBe('playing')
    await w.presses(broadcaster(), '停播')
    await w.fastForward(0.5)
    expect(platform.messages.get(ebmid)!.stopped).toBe(true)
  })
})
