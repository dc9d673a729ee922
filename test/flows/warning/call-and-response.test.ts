import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Channel } from '#bots/channel.ts'
import { asText } from '#domain/kernel/message.ts'
import { DEFAULTS } from '#domain/settings.ts'
import { remind } from '#jobs/deadlines.ts'
import { syncMembers } from '#jobs/members.ts'
import { has } from '../../world/rows.ts'
import { createWorld, type World } from '../../world/world.ts'

let w: World
beforeEach(async () => {
  w = await createWorld('demo', ['feishu'])
})
afterEach(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})

type Who = { id: string; name: string }
const p2p = (who: Who) => `p2p:${who.id}`
const text = (colour: '红' | '橙' | '黄' | '蓝', villages = '石岭村、下坪村', hour = 10) =>
  `青溪县气象台11月24日${hour}时发布暴雨${colour}色预警信号：预计未来3小时${villages}降雨量将达100毫米以上，请注意防范。`

async function issued(original: string) {
  const officer = w.officer()
  await w.says(officer, p2p(officer), `发布预警 ${original}`)
  await w.presses(officer, '确认发布')
  return await w.latest('warnings')
}
const obligations = (warning: { id: string }) => w.owed(warning)
const of = (warning: { id: string }, who: Who) => w.obligation(warning, who)
/** The village's group talks on another channel as well. */
const alsoOnFeishu = async () => {
  const { groupId, name } = await w.latest('chats', { chat: w.groupOf('石岭村') })
  await w.planted('chats', { channel: 'feishu', chat: 'oc_1', kind: 'group', groupId, name })
}
const privately = (from: number) => w.sent.slice(from).filter((s) => s.account && s.message.card?.original)

describe('the audience', () => {
  test('each person is told once: by an @ in one group, and nobody privately as well', async () => {
    const village = w.roster.villages.find((v) => v.name === '石岭村')!
    const GROUP = '00000000-0000-7000-8000-0000000000aa'
    await w.planted('groups', { id: GROUP, name: '石岭村第一网格群', kind: 'grid', villages: [village.code] })
    await w.planted('chats', {
      channel: 'web',
      chat: 'grid-1',
      kind: 'group',
      groupId: GROUP,
      name: '石岭村第一网格群',
    })
    // the village's group talks on another channel as well, where everybody could be told a second time
    await alsoOnFeishu()
    await w.planted(
      'accounts',
      ...[...w.roster.people.keys()].map((id) => ({ channel: 'feishu', account: `ou_${id}`, personId: id })),
    )
    const members = [...w.roster.people.values()].filter((p) =>
      p.roles.some(
        (r) => r.villageCode === village.code && ['grid_member', 'info_officer', 'forest_ranger'].includes(r.role),
      ),
    )
    await w.planted('chatMembers', ...members.map((p) => ({ channel: 'feishu', chat: 'oc_1', account: `ou_${p.id}` })))
    await w.newRoster()
    const warning = await issued(text('红'))
    const mentions = w.sent.flatMap((s) => (s.message.card?.original ? (s.message.mentions ?? []) : []))
    expect(mentions.length).toBe(14)
    expect(new Set(mentions).size).toBe(14)
    expect(privately(0).filter((s) => s.message.card?.buttons?.some((b) => b.act === 'warning.ack'))).toEqual([])
    expect(w.sent.filter((s) => s.via === 'feishu')).toEqual([])
    const own = w.person('grid_member', '石岭村', 0)
    const first = [...w.roster.people.values()].find((p) =>
      p.roles.some((r) => r.gridId === w.roster.grids.find((g) => g.name === '石岭村第一网格')!.id),
    )!
    expect(await of(warning, first)).toMatchObject({ chat: 'grid-1', grid: '石岭村第一网格' })
    expect([w.groupOf('石岭村'), 'grid-1']).toContain((await of(warning, own)).chat)
  })

  test('a group on another channel hears it there as well, unless everybody in it is known to be told elsewhere', async () => {
    await alsoOnFeishu()
    await w.newRoster()
    await issued(text('红'))
    expect(w.sent.filter((s) => s.via === 'feishu').map((s) => s.chat)).toEqual(['oc_1'])
  })

  test('whoever owns a risk place in the area answers for it too, once', async () => {
    const owner = w.person('rescue_member', undefined, 40)
    await w.altered(
      'places',
      { villageCode: w.roster.villages.find((v) => v.name === '石岭村')!.code },
      { ownerId: owner.id },
    )
    await w.newRoster()
    const warning = await issued(text('黄', '石岭村'))
    const row = await of(warning, owner)
    // not in the village's group, so told privately
    expect(row).toMatchObject({ role: 'place_owner', village: '石岭村', chat: null, account: owner.id })
    expect(privately(0).filter((s) => s.account === owner.id)).toHaveLength(1)
    expect((row.places as string[]).length).toBeGreaterThan(0)
  })

  test('whoever is not in the group is told privately: the platform says who is', async () => {
    const [inside, outside] = [w.person('grid_member', '石岭村', 0), w.person('grid_member', '石岭村', 1)]
    await alsoOnFeishu()
    await w.unbound(inside, outside)
    await w.bound(inside, 'feishu', 'ou_in')
    await w.bound(outside, 'feishu', 'ou_out')
    await w.newRoster()
    const look = { members: async () => [{ account: 'ou_in', name: inside.name }] }
    const channels = new Map([['feishu', { name: 'feishu', look } as unknown as Channel]])
    expect(await syncMembers({ db: w.db, channels, now: w.clock.now, log: { warn: () => {} } })).toBe(1)
    expect(await syncMembers({ db: w.db, channels, now: w.clock.now, log: { warn: () => {} } })).toBe(0)
    const warning = await issued(text('红', '石岭村'))
    expect(await of(warning, inside)).toMatchObject({ channel: 'feishu', chat: 'oc_1' })
    expect(await of(warning, outside)).toMatchObject({ channel: 'feishu', chat: null, account: 'ou_out' })
    expect(
      privately(0)
        .map((s) => s.account)
        .filter((a) => a?.startsWith('ou_')),
    ).toEqual(['ou_out'])
  })

  test('what was so when issued stays: later names, roles and settings change nothing of it', async () => {
    const warning = await issued(text('红'))
    const someone = w.person('grid_member', '石岭村', 1)
    await w.renamed('改过名', someone)
    await w.lost('personRoles', { personId: someone.id })
    await w.newRoster()
    await w.setting('call_and_response', {
      ...DEFAULTS.call_and_response,
      colours: { ...DEFAULTS.call_and_response.colours, red: { steps: [] } },
    })
    const from = w.sent.length
    await w.fastForward(5)
    expect(w.to(someone.id, from).join()).toContain('仍未应答')
    expect(w.to(w.officer().id).at(-1)).toContain(someone.name)
    expect(await of(warning, someone)).toMatchObject({
      name: someone.name,
      role: someone.roles[0]!.role,
      village: '石岭村',
    })
  })

  test('whoever is on leave or unbound is stepped over at once, listed for a call, and somebody near is told', async () => {
    const [away, lost] = [0, 1].map((n) => w.person('grid_member', '石岭村', n))
    await w.onLeave(away!, new Date('2026-12-24'))
    await w.unbound(lost!)
    const warning = await issued(text('红', '石岭村'))
    expect((await of(warning, away!)).reach).toBe('on_leave')
    expect((await of(warning, lost!)).reach).toBe('unbound')
    const card = w.to(w.officer().id).at(-1)!
    expect(card).toContain(`请打电话：`)
    expect(card).toMatch(new RegExp(`请打电话：.*${away!.name}（请假）`))
    expect(card).toMatch(new RegExp(`请打电话：.*${lost!.name}（无账号）`))
    const contact = (await of(warning, lost!)).contactId!
    expect([away!.id, lost!.id]).not.toContain(contact)
    const { code } = w.roster.villages.find((v) => v.name === '石岭村')!
    expect(w.roster.people.get(contact as never)!.roles.map((r) => r.villageCode)).toContain(code)
    expect(w.to(contact).join()).toContain(lost!.name)
  })
})

describe('an answer', () => {
  test('is a person’s own act: sent and read are none', async () => {
    const warning = await issued(text('红'))
    const someone = w.person('grid_member', '石岭村', 0)
    const relay = w.sent.find((s) => s.chat === w.groupOf('石岭村') && s.message.card?.original)!
    await w.event({
      type: 'read',
      channel: 'web',
      eventId: 'r1',
      at: w.clock.now().toISOString(),
      sender: { account: someone.id },
      messageIds: [`sent-${relay.id}`],
    })
    expect(await w.rows('receipts', { account: someone.id })).toHaveLength(1)
    expect((await of(warning, someone)).answeredAt).toBeNull()
  })

  test('收到 answers the newest warning addressed to the person in that chat, and none elsewhere', async () => {
    const older = await issued(text('黄', '石岭村'))
    w.clock.forward(10)
    const newest = await issued(text('红', '石岭村').replace('暴雨', '雷雨大风').replace('暴雨', '雷雨大风'))
    const someone = w.person('grid_member', '石岭村', 0)
    await w.says(someone, w.groupOf('下坪村'), '收到')
    expect((await of(newest, someone)).answeredAt).toBeNull()
    await w.says(someone, w.groupOf('石岭村'), '收到')
    expect((await of(newest, someone)).answeredHow).toBe('word')
    expect((await of(older, someone)).answeredAt).toBeNull()
    await w.says(someone, p2p(someone), '收到')
    expect((await of(older, someone)).answeredHow).toBe('word')
  })

  test('收到 to a quoted warning answers that one; to anything else it is talk', async () => {
    const older = await issued(text('黄', '石岭村'))
    w.clock.forward(10)
    const newest = await issued(text('红', '石岭村').replace('暴雨', '雷雨大风').replace('暴雨', '雷雨大风'))
    const someone = w.person('grid_member', '石岭村', 0)
    const first = w.sent.find((s) => s.chat === w.groupOf('石岭村') && s.message.text.includes('黄色'))!
    await w.says(someone, w.groupOf('石岭村'), '收到', { replyTo: 'a-colleague-s-message' })
    expect((await of(newest, someone)).answeredAt).toBeNull()
    await w.says(someone, w.groupOf('石岭村'), '收到', { replyTo: `sent-${first.id}` })
    expect((await of(older, someone)).answeredHow).toBe('word')
    expect((await of(newest, someone)).answeredAt).toBeNull()
  })

  test('已转移12户31人 answers, is kept as acted, and files the evacuation; also after 收到', async () => {
    const warning = await issued(text('红'))
    const [one, other] = [w.person('grid_member', '石岭村', 0), w.person('grid_member', '石岭村', 1)]
    await w.says(one, w.groupOf('石岭村'), '石岭村已转移12户31人')
    await w.says(other, w.groupOf('石岭村'), '收到')
    await w.says(other, w.groupOf('石岭村'), '石岭村2组已转移3户9人到村小学')
    const [first, second] = (await w.rows('records', { kind: 'evacuation' })).slice(-2)
    expect(await of(warning, one)).toMatchObject({ answeredHow: 'report', actedRecordId: first!.id })
    expect(await of(warning, other)).toMatchObject({ answeredHow: 'word', actedRecordId: second!.id })
  })

  test('of many at once none is missing from the officer’s card, which is drawn a few times only', async () => {
    const warning = await issued(
      text('红', '石岭村、下坪村、上坪村、梅坑村、罗塘村、沙洲村、柳湾村、云峰村、竹园村、大枫村'),
    )
    const from = w.sent.length
    const people = (await w.owed(warning)).slice(0, 60)
    await w.receive(
      people.map(({ personId }, i) => ({
        raw: '收到',
        event: {
          type: 'message' as const,
          channel: 'web',
          eventId: `burst-${i}`,
          at: w.clock.now().toISOString(),
          chat: { id: `p2p:${personId}`, kind: 'p2p' as const },
          sender: { account: personId },
          messageId: `burst-${i}`,
          text: '收到',
          attachments: [],
          mentionsBot: false,
          mentionsAll: false,
        },
      })),
    )
    await w.settle()
    const cards = w.sent.slice(from).filter((s) => s.account === w.officer().id)
    expect(cards.at(-1)!.message.text).toContain('应答 60/70')
    expect(cards.length).toBeLessThan(12)
  })
})

test('while answers pour in, cards are drawn and steps taken, nobody waits for somebody who waits for them', async () => {
  const warning = await issued(
    text('红', '石岭村、下坪村、上坪村、梅坑村、罗塘村、沙洲村、柳湾村、云峰村、竹园村、大枫村'),
  )
  const people = (await obligations(warning)).map((o) => o.personId).slice(0, 60)
  const wrong: unknown[] = []
  const parts = { ...w.deps, now: w.clock.now, log: { error: (f: object) => void wrong.push(f) } }
  let pouring = true
  const drawing = [0, 1].map(async () => {
    while (pouring) await remind(parts)
  })
  for (const [i, account] of people.entries()) {
    await w.receive([
      {
        raw: '收到',
        event: {
          type: 'message',
          channel: 'web',
          eventId: `pour-${i}`,
          at: w.clock.now().toISOString(),
          chat: { id: `p2p:${account}`, kind: 'p2p' },
          sender: { account },
          messageId: `pour-${i}`,
          text: '收到',
          attachments: [],
          mentionsBot: false,
          mentionsAll: false,
        },
      },
    ])
    if (i === 30) w.clock.forward(5)
  }
  await w.intake.idle()
  pouring = false
  await Promise.all(drawing)
  await w.settle()
  expect(wrong).toEqual([])
  expect(w.to(w.officer().id).at(-1)).toContain('应答 60/70')
})

describe('the step-up table', () => {
  test('runs both steps of one minute, each once', async () => {
    await issued(text('红', '石岭村'))
    await w.fastForward(14)
    const from = w.sent.length
    await w.fastForward(1)
    expect(w.to(w.person('town_leader').id, from).filter((t) => t.includes('请过问'))).toHaveLength(1)
    expect(w.to(w.officer().id, from).filter((t) => t.includes('请安排人上门叫应'))).toHaveLength(1)
  })

  test('after downtime takes what is late once each, in order', async () => {
    await issued(text('红', '石岭村'))
    const before = await w.latest('ledger')
    w.clock.forward(43)
    while (await remind({ ...w.deps, now: w.clock.now, log: { error: () => {} } })) await w.settle()
    const taken = (await w.rows('ledger', { change: 'obligation.stepped' })).filter((l) => l.seq > before.seq)
    expect(taken.map((l) => l.data.how)).toEqual(['urgent_phone', 'next_contact', 'leader', 'door_knock'])
  })

  test('two processes that step at once step once', async () => {
    await issued(text('红', '石岭村'))
    w.clock.forward(5)
    const parts = { ...w.deps, now: w.clock.now, log: { error: () => {} } }
    await Promise.all([remind(parts), remind(parts), remind(parts)])
    await w.settle()
    const silent = w.person('grid_member', '石岭村', 0)
    expect(w.sent.filter((s) => s.account === silent.id && s.urgent)).toHaveLength(1)
    expect(await w.rows('ledger', { change: 'obligation.stepped' })).toHaveLength(1)
  })

  test('an answer in the last second stops the step’s message', async () => {
    const warning = await issued(text('红', '石岭村'))
    const [quick, slow] = [w.person('grid_member', '石岭村', 0), w.person('grid_member', '石岭村', 1)]
    // another process, its clock a moment ahead, has just owed the step
    const ahead = new Date(w.clock.now().getTime() + 5 * 60_000)
    w.clock.forward(4.99)
    await remind({
      ...w.deps,
      context: async () => ({ ...(await w.deps.context()), now: ahead }),
      now: () => ahead,
      log: { error: () => {} },
    })
    await w.says(quick, w.groupOf('石岭村'), '收到')
    w.clock.forward(0.02)
    await w.settle()
    expect(w.sent.filter((s) => s.account === slow.id && s.urgent)).toHaveLength(1)
    expect(w.sent.filter((s) => s.account === quick.id && s.urgent)).toHaveLength(0)
    expect(
      await w.rows('outbox', { aboutId: warning.id, personId: quick.id, state: 'settled', reason: 'answered' }),
    ).toHaveLength(1)
  })

  test('the next contact is one who is not silent', async () => {
    const warning = await issued(text('红', '石岭村'))
    const [talks, silent] = [w.person('grid_member', '石岭村', 2), w.person('grid_member', '石岭村', 3)]
    await w.says(talks, w.groupOf('石岭村'), '收到')
    const from = w.sent.length
    await w.fastForward(10)
    expect(w.to(talks.id, from).filter((t) => t.includes(silent.name) && t.includes('请帮忙通知到本人'))).toHaveLength(
      1,
    )
    expect((await of(warning, silent)).contactId).toBe(talks.id)
    expect(w.to(w.officer().id).at(-1)).toContain(`请${talks.name}帮叫`)
  })

  test('at night orange acts as red; blue is told and not stepped up', async () => {
    w.clock.to(new Date('2026-11-24T15:00:00Z'))
    const orange = await issued(text('橙', '石岭村', 23))
    expect(orange.policy).toEqual(DEFAULTS.call_and_response.colours.red.steps)
    const blue = await issued(text('蓝', '石岭村', 23).replaceAll('暴雨', '大风'))
    expect(blue.policy).toEqual([])
    expect(await w.rows('deadlines', { subjectId: blue.id, kind: 'warning.step' })).toHaveLength(0)
  })

  test('another channel the person has, and the loudspeaker, are steps to be chosen; the loudspeaker is only proposed', async () => {
    const steps = [
      { after_minutes: 1, how: 'other_channel' },
      { after_minutes: 2, how: 'loudspeaker' },
    ]
    await w.setting('call_and_response', {
      ...DEFAULTS.call_and_response,
      colours: { ...DEFAULTS.call_and_response.colours, red: { steps } },
    })
    const silent = w.person('grid_member', '石岭村', 0)
    await w.bound(silent, 'feishu', 'ou_silent')
    await issued(text('红', '石岭村'))
    const from = w.sent.length
    await w.fastForward(1)
    expect(
      w.sent
        .slice(from)
        .filter((s) => s.via === 'feishu')
        .map((s) => s.account),
    ).toEqual(['ou_silent'])
    await w.fastForward(1)
    for (const who of [w.officer(), w.person('broadcaster')]) {
      const proposal = w.to(who.id, from).find((t) => t.startsWith('还有人没应答，要不要上应急广播？'))!
      // no platform is connected here
      expect(proposal).toContain('请用村里的喇叭播发原文')
    }
  })

  test('the officer’s card says who, by village and grid, and the next step with its time', async () => {
    await issued(text('红'))
    const card = w.to(w.officer().id).at(-1)!
    expect(card).toContain('下一步：10:05 加急电话')
    expect(card).toContain('石岭村 0/7')
    expect(card).toContain('（第二网格）')
    await w.fastForward(5)
    expect(w.to(w.officer().id).at(-1)).toContain('下一步：10:10 通知第二联系人')
  })
})

describe('calls and visits', () => {
  test('are entered by a form on the card: answered answers, the rest is kept as an attempt', async () => {
    const warning = await issued(text('红', '石岭村'))
    const [one, other] = [w.person('grid_member', '石岭村', 0), w.person('grid_member', '石岭村', 1)]
    await w.presses(w.officer(), '登记叫应结果', undefined, (s) => s.account === w.officer().id)
    await w.presses(w.officer(), '登记', { person: one.id, result: 'reached' })
    await w.presses(w.officer(), '登记', { person: other.id, result: 'nobody' })
    expect(await of(warning, one)).toMatchObject({ answeredHow: 'call' })
    expect((await of(warning, other)).answeredAt).toBeNull()
    const calls = await w.rows('calls')
    expect(calls).toMatchObject([
      { personId: one.id, how: 'phone', result: 'answered', calledBy: w.officer().id },
      { personId: other.id, how: 'phone', result: 'no_answer', calledBy: w.officer().id },
    ])
    expect(w.to(p2p(w.officer())).at(-1)).toContain('还有6人未应答')
  })

  test.each([
    ['叫应 NAME 打通了', 'phone', 'answered'],
    ['NAME电话打通，已知晓', 'phone', 'answered'],
    ['叫应 NAME 没打通', 'phone', 'unreachable'],
    ['NAME电话没人接', 'phone', 'no_answer'],
    ['叫应 NAME 空号', 'phone', 'wrong_number'],
    ['叫应石岭村NAME，上门见到了', 'visit', 'answered'],
    ['叫应 NAME 上门没找到人', 'visit', 'no_answer'],
  ])('“%s” is read as such', async (said, how, result) => {
    const warning = await issued(text('红', '石岭村'))
    const someone = w.person('grid_member', '石岭村', 0)
    await w.says(w.officer(), p2p(w.officer()), said.replace('NAME', someone.name))
    expect(await w.rows('calls')).toMatchObject([{ personId: someone.id, how, result }])
    expect(!!(await of(warning, someone)).answeredAt).toBe(result === 'answered')
  })

  test('a name that fits several is asked back with all of them, and nothing is entered', async () => {
    const [one, other] = [w.person('grid_member', '石岭村', 0), w.person('grid_member', '下坪村', 0)]
    await w.renamed('张建国', one, other)
    const warning = await issued(text('红'))
    await w.says(w.officer(), p2p(w.officer()), '叫应 张建国 打通了')
    const asked = w.to(p2p(w.officer())).at(-1)!
    expect(asked).toContain('石岭村张建国')
    expect(asked).toContain('下坪村张建国')
    expect(await w.rows('calls')).toHaveLength(0)
    await w.says(w.officer(), p2p(w.officer()), '叫应 下坪村张建国 打通了')
    expect((await of(warning, other)).answeredHow).toBe('call')
  })

  test('a name that nobody bears, or a result that is none, is answered with an example', async () => {
    await issued(text('红', '石岭村'))
    await w.says(w.officer(), p2p(w.officer()), '叫应 欧阳无此人 打通了')
    expect(w.to(p2p(w.officer())).at(-1)).toContain('例如：叫应 张三 打通了')
    await w.says(w.officer(), p2p(w.officer()), `叫应 ${w.person('grid_member', '石岭村', 0).name} 嗯嗯`)
    expect(w.to(p2p(w.officer())).at(-1)).toContain('请写明结果')
  })

  test('never swallow a report: what somebody phoned in is filed, and what was heard on a call as well', async () => {
    const warning = await issued(text('红', '石岭村'))
    const [one, other] = [w.person('grid_member', '石岭村', 0), w.person('grid_member', '石岭村', 1)]
    const reports = async () =>
      (await w.rows('records', { kind: 'disaster_report', channel: 'web', text: has('后山滑坡') })).length
    const before = await reports()
    await w.says(w.officer(), p2p(w.officer()), `${one.name}打电话来说石岭村3组后山滑坡，路断了，已通知村里`)
    expect(await reports()).toBe(before + 1)
    expect((await of(warning, one)).answeredAt).toBeNull()
    await w.says(w.officer(), p2p(w.officer()), `叫应 ${other.name} 打通了，他说石岭村1组后山滑坡，2人被困`)
    expect(await reports()).toBe(before + 2)
    expect((await of(warning, other)).answeredHow).toBe('call')
  })

  test('whoever was asked to reach a person may enter it for that person, and nobody else', async () => {
    const warning = await issued(text('红', '石岭村'))
    const [talks, silent, bystander] = [2, 3, 4].map((n) => w.person('grid_member', '石岭村', n))
    await w.says(talks!, w.groupOf('石岭村'), '收到')
    await w.fastForward(10)
    await w.says(bystander!, p2p(bystander!), `叫应 ${silent!.name} 打通了`)
    expect(w.to(p2p(bystander!)).at(-1)).toContain('这一步要由')
    expect((await of(warning, silent!)).answeredAt).toBeNull()
    await w.presses(talks!, '登记', { person: silent!.id, result: 'met' }, (s) => s.account === talks!.id)
    expect((await of(warning, silent!)).answeredHow).toBe('call')
    expect(await w.rows('calls')).toMatchObject([{ how: 'visit', calledBy: talks!.id }])
  })
})

describe('a change for a part of the area', () => {
  test('takes that part: the rest stays in force, and the people of the part owe the old one no more', async () => {
    const old = await issued(text('橙', '石岭村、下坪村', 9))
    const mark = w.sent.length
    const next = await issued(
      '青溪县气象台11月24日10时将石岭村暴雨橙色预警信号升级为暴雨红色预警信号，其余各村暴雨橙色预警信号仍然生效。',
    )
    const still = await w.latest('warnings', { id: old.id })
    expect(still).toMatchObject({ state: 'open', villages: [w.roster.villages.find((v) => v.name === '下坪村')!.code] })
    expect((await obligations(next)).every((o) => o.village === '石岭村')).toBe(true)
    const [gone, left] = [w.person('grid_member', '石岭村', 0), w.person('grid_member', '下坪村', 0)]
    expect((await of(old, gone)).endedAt).not.toBeNull()
    expect((await of(old, left)).endedAt).toBeNull()
    expect(w.to(w.officer().id, mark).join()).toContain('石岭村的暴雨橙色预警已由暴雨红色预警接替')
    expect(w.to(w.groupOf('下坪村'), mark)).toEqual([])
    const from = w.sent.length
    await w.fastForward(10)
    // asked for the new one alone
    const asked = w.sent.slice(from).filter((s) => s.account === gone.id && s.urgent)
    expect(asked.map((s) => s.message.text)).toEqual(['暴雨红色预警'])
    expect(w.sent.slice(from).some((s) => s.account === left.id && asText(s.message).includes('暴雨橙色预警'))).toBe(
      true,
    )
  })

  test('a lift for a part lifts that part alone', async () => {
    const old = await issued(text('橙', '石岭村、下坪村', 9))
    const mark = w.sent.length
    await issued('青溪县气象台11月24日10时解除石岭村暴雨橙色预警信号，下坪村暴雨橙色预警信号继续生效。')
    expect((await w.latest('warnings', { id: old.id })).state).toBe('open')
    expect((await of(old, w.person('grid_member', '石岭村', 0))).endedAt).not.toBeNull()
    expect(w.to(w.groupOf('石岭村'), mark).join()).toContain('预警解除')
    expect(w.to(w.groupOf('下坪村'), mark)).toEqual([])
  })
})

test('a lift is told to everybody who had been told: groups, people alone, next contacts, leaders, each once', async () => {
  await issued(text('红', '石岭村'))
  await w.fastForward(15)
  const mark = w.sent.length
  await w.presses(w.officer(), '解除')
  const told = w.sent.slice(mark).filter((s) => s.message.text.endsWith('已解除'))
  expect(told.filter((s) => s.chat).map((s) => s.chat)).toEqual([w.groupOf('石岭村')])
  for (const who of [w.person('town_leader'), w.person('unit_contact', '石岭村')])
    expect(told.filter((s) => s.account === who.id)).toHaveLength(1)
  expect(told.filter((s) => s.account === w.person('grid_member', '石岭村', 0).id)).toHaveLength(0)
})

test.each([
  ['warning.issue', 'draft'],
  ['warning.lift', 'open'],
])('two officers who press %s in the same moment do it once', async (act, from) => {
  const officers = [w.officer(), w.person('town_leader')]
  await w.says(officers[0]!, p2p(officers[0]!), `发布预警 ${text('红', '石岭村')}`)
  if (from === 'open') await w.presses(officers[0]!, '确认发布')
  const { id } = await w.latest('warnings')
  const mark = w.sent.length
  await w.receive(
    officers.map((who, i) => ({
      raw: act,
      event: {
        type: 'press' as const,
        channel: 'web',
        eventId: `both-${i}`,
        at: w.clock.now().toISOString(),
        chat: { id: p2p(who), kind: 'p2p' as const },
        sender: { account: who.id },
        messageId: 'card',
        act,
        data: { id },
      },
    })),
  )
  await w.settle()
  expect(w.to(w.groupOf('石岭村'), mark)).toHaveLength(1)
  expect(officers.flatMap((o) => w.to(p2p(o), mark)).join()).toContain('刚刚已有人处理')
})

test('a signal that two officers pasted at once waits twice and goes out once', async () => {
  const officers = [w.officer(), w.person('town_leader')]
  const original = text('红', '石岭村')
  await w.receive(
    officers.map((who, i) => ({
      raw: original,
      event: {
        type: 'message' as const,
        channel: 'web',
        eventId: `paste-${i}`,
        at: w.clock.now().toISOString(),
        chat: { id: p2p(who), kind: 'p2p' as const },
        sender: { account: who.id },
        messageId: `paste-${i}`,
        text: `发布预警 ${original}`,
        attachments: [],
        mentionsBot: false,
        mentionsAll: false,
      },
    })),
  )
  await w.settle()
  expect(await w.rows('warnings', { state: 'draft' })).toHaveLength(2)
  for (const who of officers) await w.presses(who, '确认发布', undefined, (s) => s.chat === p2p(who))
  expect(w.to(w.groupOf('石岭村'))).toHaveLength(1)
  expect(w.to(p2p(officers[1]!)).at(-1)).toContain('这条预警已经有了')
})
