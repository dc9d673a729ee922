import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { tell } from '#domain/kernel/situation.ts'
import { isoIn } from '#domain/kernel/time.ts'
import { airingProposal } from '#domain/warning/air.ts'
import { WARNING } from '#domain/warning/needs.ts'
import { decideNow } from '#jobs/decide.ts'
import { testLink } from '#jobs/link.ts'
import { type Platform, RIDS, STRANGER } from '../../fakes/broadcast/index.ts'
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

const p2p = (who: { id: string }) => `p2p:${who.id}`
const latest = () => w.latest('broadcasts')
const villages = async () =>
  Object.fromEntries(
    (await w.rows('broadcastVillages', { broadcastId: (await latest()).id })).map((v) => [
      w.roster.villages.find((x) => x.code === v.villageCode)!.name,
      [v.state, v.coverage],
    ]),
  )
const codeOf: Docked['codeOf'] = (name) => d.codeOf(name)
const owned = (who: { id: string }, from = 0) => w.to(who.id, from)
const broadcaster: Docked['broadcaster'] = () => d.broadcaster()
const ordersOut = () => platform.of('EBM').map((h) => /<MsgType>(\d)/.exec(h.xml)![1])

const reports: Docked['reports'] = (...args) => d.reports(...args)
/** A notice of our own, asked for and approved, and taken by the platform. */
async function onAir(text: string, area = '石岭村、下坪村') {
  await d.orders(text, area)
  await w.fastForward(1)
  return platform.latest()
}
/** So that each tells its own story. */
const quiet: Docked['calm'] = () => d.calm()

/** A broadcaster asks for a notice; a leader is still to agree. */
const asked = () => d.asksFor('请低洼处住户立即转移到村小学。', '石岭村、下坪村')

describe('nothing goes on air on one person’s word', () => {
  beforeEach(quiet)

  test('a request waits for a leader; nothing leaves the house before', async () => {
    const before = platform.heard.length
    await asked()
    expect(await latest()).toMatchObject({ state: 'requested', requestedBy: broadcaster().id })
    expect(owned(w.leader()).at(-1)).toContain('请低洼处住户立即转移到村小学。')
    expect(owned(w.leader()).at(-1)).toContain('同意播发')
    expect(platform.heard.length).toBe(before)
  })

  test('a leader who agrees sets it going; the approval is kept with the hash of the text', async () => {
    await asked()
    await w.presses(w.leader(), '同意播发')
    const b = await latest()
    expect(b.approval).toMatchObject({
      requester: broadcaster().id,
      approver: w.leader().id,
      mode: 'signed',
      textHash: b.hash,
    })
    const { xml } = platform.of('EBM').at(-1)!
    expect(xml).toContain('<MsgDesc>请低洼处住户立即转移到村小学。</MsgDesc>')
    expect(xml).toContain(`<AreaCode>${codeOf('石岭村')},${codeOf('下坪村')}</AreaCode>`)
    expect(xml).toContain('<MsgType>1</MsgType>')
  })

  test('the requester cannot approve, not even a leader his own request', async () => {
    const leader = w.leader()
    await w.says(leader, p2p(leader), '广播 石岭村：请关好门窗。')
    await w.event({
      type: 'press',
      channel: 'web',
      eventId: 'self-approval',
      at: w.clock.now().toISOString(),
      chat: { id: p2p(leader), kind: 'p2p' },
      sender: { account: leader.id },
      messageId: 'm',
      act: 'broadcast.approve',
      data: { id: (await latest()).id },
    })
    expect(
      owned(leader)
        .concat(w.to(p2p(leader)))
        .join(),
    ).toContain('申请人不能批准自己的申请')
    expect((await latest()).state).toBe('requested')
    const other = [...w.roster.people.values()].find(
      (p) => p.id !== leader.id && p.roles.some((r) => r.role === 'duty_leader' || r.role === 'town_leader'),
    )!
    expect(owned(other).at(-1)).toContain('同意播发')
  })

  test('a request may be taken back by whoever made it', async () => {
    await asked()
    await w.presses(broadcaster(), '撤回申请')
    expect((await latest()).state).toBe('lapsed')
  })

  test('neither a grid member may ask, nor an officer approve', async () => {
    const member = w.person('grid_member', '石岭村')
    await w.says(member, p2p(member), '广播 石岭村：今晚开会。')
    expect(w.to(p2p(member)).at(-1)).toContain('要由')
    await w.says(broadcaster(), p2p(broadcaster()), '广播 石岭村：今晚停电。')
    await w.event({
      type: 'press',
      channel: 'web',
      eventId: 'officer-approval',
      at: w.clock.now().toISOString(),
      chat: { id: p2p(w.officer()), kind: 'p2p' },
      sender: { account: w.officer().id },
      messageId: 'm',
      act: 'broadcast.approve',
      data: { id: (await latest()).id },
    })
    expect((await latest()).state).toBe('requested')
  })

  test('whoever asks in a group is told there that it is under way; the card comes privately', async () => {
    await w.says(broadcaster(), w.groupOf('石岭村'), '广播 石岭村：今晚检修线路。')
    expect(w.to(w.groupOf('石岭村')).at(-1)).toContain('已请领导批准')
    expect(owned(broadcaster()).at(-1)).toContain('今晚检修线路')
  })

  test('a leader who declines ends it', async () => {
    const before = platform.heard.length
    await w.says(broadcaster(), p2p(broadcaster()), '广播 石岭村：今晚放电影。')
    await w.presses(w.leader(), '不同意')
    expect((await latest()).state).toBe('declined')
    expect(owned(broadcaster()).at(-1)).toContain('没有同意')
    expect(platform.heard.length).toBe(before)
  })

  test('silence is pressed for, and a request nobody approves lapses', async () => {
    await w.says(broadcaster(), p2p(broadcaster()), '广播 石岭村：明早停水。')
    const from = w.sent.length
    await w.fastForward(3)
    expect(w.sent.slice(from).some((s) => s.account === w.person('town_leader').id && s.urgent)).toBe(true)
    await w.fastForward(60)
    expect((await latest()).state).toBe('lapsed')
  })
})

describe('in an emergency a phone order first, the signature afterwards', () => {
  beforeEach(quiet)

  const now = () => isoIn(w.clock.now(), 'Asia/Shanghai').slice(11, 16)
  /** An officer asks, and records that the leader agreed by phone. */
  async function agreedByPhone(notice: string) {
    await w.says(w.officer(), p2p(w.officer()), `广播 ${notice}`)
    await w.presses(w.officer(), '已电话同意，播发', { approver: w.leader().id, said_at: now() })
  }

  test('the officer records who agreed and when; it goes out at once', async () => {
    const officer = w.officer()
    const before = platform.of('EBM').length
    await agreedByPhone('石岭村：山洪来了，马上往高处走！')
    expect((await latest()).approval).toMatchObject({
      mode: 'phone_order',
      approver: w.leader().id,
      recordedBy: officer.id,
      signedAt: null,
    })
    expect(platform.of('EBM').length).toBe(before + 1)
  })

  test('the signature is asked for until it is given, by the giver alone', async () => {
    await agreedByPhone('石岭村：山洪来了，马上往高处走！')
    let from = w.sent.length
    await w.fastForward(60)
    expect(owned(w.leader(), from).some((t) => t.includes('待补签'))).toBe(true)
    from = w.sent.length
    await w.fastForward(60)
    expect(owned(w.leader(), from).some((t) => t.includes('待补签'))).toBe(true)
    await w.presses(w.leader(), '补签')
    expect((await latest()).approval!.signedAt).not.toBeNull()
    from = w.sent.length
    await w.fastForward(120)
    expect(owned(w.leader(), from).some((t) => t.includes('待补签'))).toBe(false)
  })

  test('who gave it cannot be the requester, and a time that is none is asked again', async () => {
    const officer = w.officer()
    await w.says(officer, p2p(officer), '广播 下坪村：请不要过桥。')
    await w.presses(officer, '已电话同意，播发', { approver: officer.id, said_at: now() })
    expect((await latest()).state).toBe('requested')
    await w.presses(officer, '已电话同意，播发', { approver: w.leader().id, said_at: '早上' })
    expect(w.sent.at(-1)!.message.text).toContain('请写明几点同意的')
    expect((await latest()).state).toBe('requested')
  })

  test('a giver who says there was no such order stops it, and the officers hear of it', async () => {
    const officer = w.officer()
    await agreedByPhone('下坪村：请远离河道。')
    await w.presses(w.leader(), '我没有同意过')
    expect(ordersOut().at(-1)).toBe('2')
    expect(owned(officer).some((t) => t.includes('说没有同意过'))).toBe(true)
  })
})

describe('accepted is not played', () => {
  beforeEach(quiet)

  test('taken by the platform is shown as taken and no more; states stand apart by village with their coverage', async () => {
    const ebmid = await onAir('今晚有大雨，请做好转移准备。')
    expect((await latest()).state).toBe('accepted')
    expect(owned(broadcaster()).at(-1)).toContain('平台已接收，尚未报告播出')
    await reports(ebmid, 2, { areas: [codeOf('石岭村')], rate: '0.9' })
    expect(await villages()).toMatchObject({ 石岭村: ['playing', expect.closeTo(0.9)], 下坪村: ['unreported', null] })
    await reports(ebmid, 3, { areas: [codeOf('石岭村')], rate: '0.95' })
    expect((await latest()).state).toBe('playing')
    await reports(ebmid, 4, { areas: [codeOf('下坪村')], rate: '0', desc: '终端离线' })
    expect((await latest()).state).toBe('partial')
    const card = owned(broadcaster()).findLast((t) => t.includes('石岭村：已播出'))!
    expect(card).toContain('石岭村：已播出 覆盖95% 喇叭30只')
    expect(card).toContain('下坪村：播出失败')
    expect(card).toContain('终端离线')
    expect(owned(w.officer()).some((t) => t.includes('有的村没有播成'))).toBe(true)
  })

  test('the platform is asked how it goes until it is over, and then no more', async () => {
    const ebmid = await onAir('请关好门窗。')
    const before = platform.of('EBMStateRequest').length
    await w.fastForward(3)
    expect(platform.of('EBMStateRequest').length).toBeGreaterThanOrEqual(before + 2)
    expect(platform.of('EBMStateRequest').at(-1)!.xml).toContain(ebmid)
    await reports(ebmid, 3)
    expect((await latest()).state).toBe('played')
    const after = platform.of('EBMStateRequest').length
    await w.fastForward(5)
    expect(platform.of('EBMStateRequest').length).toBe(after)
  })

  test('repeats, and states out of order, change nothing', async () => {
    const ebmid = await onAir('请注意防火。', '石岭村')
    await reports(ebmid, 2)
    const from = w.sent.length
    await reports(ebmid, 2)
    await reports(ebmid, 1)
    await reports(ebmid, 1, { at: new Date(w.clock.now().getTime() - 60_000) })
    expect(await villages()).toEqual({ 石岭村: ['playing', null] })
    expect(w.sent.length).toBe(from)
    await reports(ebmid, 3)
    await reports(ebmid, 2)
    expect((await latest()).state).toBe('played')
  })

  test('a replayed packet, a wrong signer and an unknown message change nothing', async () => {
    const ebmid = await onAir('请远离边坡。', '石岭村')
    const id = `10${RIDS['2018'].them}7777777777777777`
    expect((await reports(ebmid, 1, { id })).code).toBe(1)
    const rows = async () => (await w.rows('inbox', { channel: 'broadcast' })).length
    const kept = await rows()
    expect((await reports(ebmid, 1, { id, again: true })).code).toBe(1)
    expect(await rows()).toBe(kept)
    expect((await reports(ebmid, 3, { key: STRANGER.privateKey })).code).toBe(4)
    expect(await rows()).toBe(kept)
    expect((await reports(`${RIDS['2018'].us}202611249999`, 3)).code).toBe(5)
    expect(await villages()).toEqual({ 石岭村: ['waiting', null] })
    expect(w.errors).toEqual([])
  })

  test('a number used again for other content is refused, and the first word stands; signed anew it is a repeat', async () => {
    const ebmid = await onAir('请远离桥头。', '石岭村')
    const id = `10${RIDS['2018'].them}7777777777777778`
    expect((await reports(ebmid, 1, { id })).code).toBe(1)
    expect((await reports(ebmid, 1, { id, again: true })).code).toBe(1)
    expect((await reports(ebmid, 3, { id })).code).toBe(5)
    expect(await villages()).toEqual({ 石岭村: ['waiting', null] })
    expect(w.errors).toEqual([])
  })

  test('a report on a message under our number that we never sent is refused, and the officers hear of it once', async () => {
    const ebmid = await onAir('请不要过漫水桥。', '石岭村')
    const from = w.sent.length
    const warned = () => owned(w.officer(), from).filter((t) => t.includes('不是本站发的'))
    const never = `${RIDS['2018'].us}202611249998`
    expect((await reports(never, 2)).code).toBe(5)
    expect((await reports(never, 3)).code).toBe(5)
    expect((await reports(never, 3, { log: true })).code).toBe(5)
    expect(warned()).toHaveLength(1)
    expect(warned()[0]).toContain('20261124-9998')
    expect(warned()[0]).toContain('打电话')
    expect((await reports(`${RIDS['2018'].us}202611249997`, 2)).code).toBe(5)
    expect(warned()).toHaveLength(2)
    expect((await reports(ebmid, 2)).code).toBe(1)
    expect(w.errors).toEqual([])
  })

  test('a platform that takes it and drops it: the officers are told to make sure, and it is shown as never played', async () => {
    await onAir('请收起晾晒的谷物。', '石岭村')
    let from = w.sent.length
    await w.fastForward(6)
    expect(owned(w.officer(), from).some((t) => t.includes('还没有报告播出'))).toBe(true)
    from = w.sent.length
    await w.fastForward(40)
    expect((await latest()).state).toBe('expired')
    expect(owned(w.officer(), from).some((t) => t.includes('请打电话核实'))).toBe(true)
    expect(ordersOut().at(-1)).toBe('2')
    // and a late word that it was played after all is still believed
    const [ebmid] = [...platform.messages.keys()].slice(-1)
    await reports(ebmid!, 3)
    expect((await latest()).state).toBe('played')
  })

  test.each(['truncated', 'silence', 'wrong signature', 'down'] as const)(
    'an answer that is %s is no answer: the same order goes again and is aired once',
    async (trick) => {
      platform.mischief.push(trick)
      const before = platform.messages.size
      await onAir(`请注意安全（${trick}）。`, '石岭村')
      await w.fastForward(1)
      expect((await latest()).state).toBe('accepted')
      expect(platform.messages.size).toBe(before + 1)
      // signed once and sent again to the byte
      const sent = platform.of('EBM').filter((h) => h.xml.includes(`请注意安全（${trick}）。`))
      expect(new Set(sent.map((h) => h.tar)).size).toBe(1)
    },
  )

  test('a platform that refuses: told as refused, with what to do instead', async () => {
    platform.mischief.push({ code: 5 })
    await onAir('请注意落石。', '石岭村')
    expect(await latest()).toMatchObject({ state: 'refused' })
    expect(owned(w.officer()).at(-1)).toContain('请改用村里的喇叭')
  })
})

describe('taken off the air', () => {
  beforeEach(quiet)

  test('停播 asks the platform to stop, and is stopped once the platform says so', async () => {
    const ebmid = await onAir('请大家注意用火安全。', '石岭村')
    await reports(ebmid, 2)
    await w.presses(broadcaster(), '停播')
    expect(ordersOut().at(-1)).toBe('2')
    expect(platform.messages.get(ebmid)!.stopped).toBe(true)
    expect((await latest()).state).toBe('stopping')
    expect(owned(broadcaster()).at(-1)).toContain('正在停播')
    await reports(ebmid, 5)
    expect((await latest()).state).toBe('cancelled')
  })

  test('stopped while the platform answers nothing: never aired, and never said to be stopped or unsent', async () => {
    platform.mischief.push('down', 'down', 'down', 'down')
    const before = platform.messages.size
    await w.says(broadcaster(), p2p(broadcaster()), '广播 石岭村：请去村部领物资。')
    await w.presses(w.leader(), '同意播发')
    await w.presses(broadcaster(), '停播')
    await w.fastForward(3)
    expect(platform.messages.size).toBe(before)
    expect((await latest()).state).toBe('stopping')
  })
})

const ORIGINAL =
  '××县气象台11月24日9时50分发布暴雨红色预警信号：预计未来24小时石岭村、下坪村降雨量将达100毫米以上，请立即转移危险区群众。'

describe('a formal alarm', () => {
  beforeEach(quiet)

  const issue = async (original = ORIGINAL) => {
    await w.says(w.officer(), p2p(w.officer()), `发布预警 ${original}`)
    await w.presses(w.officer(), '确认发布')
    return await w.latest('warnings')
  }

  test('is relayed unchanged, with its code and level, in its own area', async () => {
    const { no } = await issue()
    await w.says(broadcaster(), p2p(broadcaster()), `广播预警 ${no}`)
    await w.presses(w.leader(), '同意播发')
    const { xml } = platform.of('EBM').at(-1)!
    expect(xml).toContain(`<MsgDesc>${ORIGINAL}</MsgDesc>`)
    expect(xml).toContain('<EventType>11B03</EventType><Severity>1</Severity>')
    expect(xml).toContain(`<AreaCode>${codeOf('石岭村')},${codeOf('下坪村')}</AreaCode>`)
  })

  test('that is lifted takes its broadcast off the air', async () => {
    const { no } = await issue(ORIGINAL.replace('9时50分', '9时55分').replace('100毫米', '120毫米'))
    await w.says(broadcaster(), p2p(broadcaster()), `广播预警 ${no}`)
    await w.presses(w.leader(), '同意播发')
    await w.fastForward(1)
    const ebmid = platform.latest()
    await w.presses(w.officer(), '解除', undefined, (s) => s.message.text.includes('应答'))
    await w.fastForward(1)
    expect(platform.messages.get(ebmid)!.stopped).toBe(true)
    expect(owned(broadcaster()).at(-1)).toContain('预警已解除')
  })

  test('whose area another warning takes over in part is stopped on air, and says what to do for the rest', async () => {
    const { no } = await issue(ORIGINAL.replace('暴雨红色', '雷电黄色'))
    await w.says(broadcaster(), p2p(broadcaster()), `广播预警 ${no}`)
    await w.presses(w.leader(), '同意播发')
    await w.fastForward(1)
    const ebmid = platform.latest()
    await issue('××县气象台11月24日9时58分将石岭村雷电黄色预警信号升级为雷电橙色预警信号，请注意防范。')
    await w.fastForward(1)
    expect(platform.messages.get(ebmid)!.stopped).toBe(true)
    expect(owned(broadcaster()).at(-1)).toContain('其余村要播请重新申请')
  })

  test('is proposed to the officers and broadcasters with one press to ask for it, once', async () => {
    const { id } = await issue(ORIGINAL.replace('暴雨红色', '大风橙色'))
    await decideNow(w.deps, 'anan', {
      needs: { state: WARNING.of(id) },
      decide: (g, { state }) =>
        [w.officer(), broadcaster()].flatMap((p) =>
          tell(g, p.id, airingProposal(g, state!.warning, 3), { priority: 'warning' }),
        ),
    })
    await w.settle()
    await w.presses(broadcaster(), '申请播发')
    const first = await latest()
    expect(first).toMatchObject({ state: 'requested', warningId: id, text: ORIGINAL.replace('暴雨红色', '大风橙色') })
    await w.presses(w.officer(), '申请播发')
    expect((await latest()).id).toBe(first.id)
    expect(w.sent.at(-1)!.message.text).toContain('不用重复申请')
  })
})

describe('the same words for the same villages are the same request', () => {
  beforeEach(quiet)
  const all = () => w.roster.villages.map((v) => v.name)

  test.each<[string, () => string, () => string]>([
    ['in another order', () => '石岭村、下坪村', () => '下坪村、石岭村'],
    ['named twice', () => '石岭村', () => '石岭村、石岭村'],
    ['one by one, and as a whole', () => '全镇', () => all().reverse().join('、')],
  ])('%s', async (what, one, other) => {
    const text = `请检查用火（${what}）。`
    await w.says(broadcaster(), p2p(broadcaster()), `广播 ${one()}：${text}`)
    const first = await latest()
    await w.says(broadcaster(), p2p(broadcaster()), `广播 ${other()}：${text}`)
    expect(w.to(p2p(broadcaster())).at(-1)).toContain(`${first.no}`)
    expect(w.to(p2p(broadcaster())).at(-1)).toContain('不用重复申请')
    expect((await latest()).id).toBe(first.id)
  })

  test('for another village it is another', async () => {
    await w.says(broadcaster(), p2p(broadcaster()), '广播 石岭村：今晚停电。')
    const first = await latest()
    await w.says(broadcaster(), p2p(broadcaster()), '广播 石岭村、下坪村：今晚停电。')
    expect((await latest()).id).not.toBe(first.id)
  })
})

describe('what is refused, in words that say what to do', () => {
  beforeEach(quiet)

  const said = async (text: string) => {
    const from = w.sent.length
    const before = await w.rows('broadcasts')
    await w.says(broadcaster(), p2p(broadcaster()), text)
    expect(await w.rows('broadcasts')).toHaveLength(before.length)
    return w.to(p2p(broadcaster()), from).join()
  }

  test.each([
    ['广播 石岭村、外乡村：请转移。', '“外乡村”不是本镇的村'],
    ['广播 石岭村：这是演练，请到村小学集合。', '不能上应急广播'],
    ['广播 石岭村：【演练】请撤离。', '不能上应急广播'],
    ['广播 石岭村：演·练 请撤离。', '不能上应急广播'],
    ['广播 石岭村：【测试】请撤离。', '不能上应急广播'],
    ['广播 石岭村：请各家各户按演练要求撤离。', '分不清是真是假'],
    ['广播 石岭村', '请写明哪几个村'],
    [`广播 石岭村：${'长'.repeat(501)}`, '500字以内'],
    ['广播预警 YJ-20200101-001', '没有找到预警'],
  ])('%s', async (text, answer) => {
    expect(await said(text)).toContain(answer)
  })

  test('a drill notice: refused; where platform drills are let out it is one in every respect', async () => {
    await w.says(w.officer(), p2p(w.officer()), '发布演练 上午9时开展山洪避险演练，请石岭村网格员到岗。')
    await w.presses(w.officer(), '确认发布')
    const notice = await w.latest('warnings', { drill: true })
    expect(await said(`广播预警 ${notice.no}`)).toContain('不能上应急广播')
    await w.setting('broadcast', { ...(await w.deps.context()).settings.broadcast, drill_msg_type: 3 })
    await w.says(broadcaster(), p2p(broadcaster()), `广播预警 ${notice.no}`)
    await w.presses(w.leader(), '同意播发')
    expect(await latest()).toMatchObject({ drill: true, no: expect.stringMatching(/^YLGB-/) })
    const { xml } = platform.of('EBM').at(-1)!
    expect(xml).toContain('<MsgType>3</MsgType>')
    expect(xml).toContain('<MsgDesc>【演练】')
    await w.setting('broadcast', null)
  })
})

describe('the link', () => {
  const probe = () => testLink({ ...w.deps, channel: d.channel, newId: () => 'probe' })

  test('is tested on a schedule; the officers hear when it is lost, once, and when it is back', async () => {
    await probe()
    expect(await w.latest('links')).toMatchObject({ failures: 0 })
    const tests = platform.of('ConnectionCheck').length
    await probe()
    expect(platform.of('ConnectionCheck').length).toBe(tests)
    const from = w.sent.length
    for (let i = 0; i < 4; i++) {
      platform.mischief.push('down')
      w.clock.forward(5)
      await probe()
    }
    await w.settle()
    expect(owned(w.officer(), from).filter((t) => t.includes('平台连不上'))).toHaveLength(1)
    w.clock.forward(5)
    await probe()
    await w.settle()
    expect(owned(w.officer(), from).filter((t) => t.includes('平台已恢复'))).toHaveLength(1)
  })

  test('the platform’s own heartbeat is heard each time', async () => {
    const heardAt = async () => (await w.latest('links')).heardAt
    expect((await platform.beats()).code).toBe(1)
    await w.settle()
    const first = await heardAt()
    w.clock.forward(5)
    await platform.beats()
    await w.settle()
    expect(await heardAt()).not.toEqual(first)
  })
})

test('a platform of the 2016 draft: asked for, approved, signed, played and stopped all the same', async () => {
  const old = await dock('2016')
  const { w: town, platform: county } = old
  const asker = town.person('broadcaster')
  const state = async () => (await town.latest('broadcasts')).state
  await town.says(asker, p2p(asker), '广播 石岭村：请关好门窗。')
  await town.presses(town.leader(), '同意播发')
  await town.fastForward(1)
  expect(county.of('EBM')[0]!.xml).toContain('<SentTime>2026-11-24 10:00:00</SentTime>')
  expect(county.latest()).toHaveLength(30)
  await old.reports(county.latest(), 2)
  await town.presses(asker, '停播')
  expect(county.messages.get(county.latest())!.stopped).toBe(true)
  await old.reports(county.latest(), 5)
  expect(await state()).toBe('cancelled')
  await old.close()
})
