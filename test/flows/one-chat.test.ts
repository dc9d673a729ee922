/** Several messages of one chat come at once: they mean what they would have meant one after the other. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MessageEvent } from '#domain/kernel/message.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
let since: Date
beforeEach(async () => {
  w = await createWorld()
  // what the demo station reported before is no part of it
  w.clock.forward(1)
  since = w.clock.now()
})
afterEach(() => w.close())

interface Line {
  /** Who of the village says it: the grid member, or the information officer. */
  by: 'grid_member' | 'info_officer'
  text: string
  more?: Partial<MessageEvent>
}

const says = (by: Line['by'], text: string, more?: Line['more']): Line => ({ by, text, ...(more ? { more } : {}) })
const photo = { attachments: [{ kind: 'image' as const, key: 'photo' }] }

let n = 0
const eventOf = (village: string, { by, text, more }: Line): MessageEvent => {
  const who = w.person(by, village)
  const messageId = `${village}${++n}`
  return {
    type: 'message',
    channel: 'web',
    eventId: messageId,
    at: w.clock.now().toISOString(),
    chat: { id: w.groupOf(village), kind: 'group' },
    sender: { account: who.id, name: who.name },
    messageId,
    text: text.replaceAll('本村', village),
    attachments: [],
    mentionsBot: false,
    mentionsAll: false,
    ...more,
  }
}

/** What was filed of its group since the test began. */
const told = async (village: string) =>
  (await w.rows('records', { chat: w.groupOf(village) })).filter((r) => r.receivedAt >= since)

/** What became of it: everything but what tells one village and one moment from another. */
async function kept(village: string) {
  const rows = (await told(village)).map(({ kind, state, fields, text }) => ({ kind, state, fields, text }))
  const photos = (await w.rows('attachments')).filter((a) => a.messageId.startsWith(village)).map((a) => !!a.recordId)
  const plain = JSON.stringify({ rows, photos })
    .replaceAll(village, '本村')
    .replace(/\w{2,4}-\d{8}-\d{3}/g, 'NO')
    .replace(/\d{4}-\d\d-\d\dT[\d:.+Z]+/g, 'TIME')
  return JSON.parse(names(village).reduce((s, [name, role]) => s.replaceAll(name, role), plain)) as unknown
}
const names = (village: string) =>
  (['grid_member', 'info_officer'] as const).flatMap((role) => {
    const { id, name } = w.person(role, village)
    return [
      [id, role],
      [name, role],
    ] as const
  })

const [ONE, MANY] = ['石岭村', '下坪村']

test.each<[string, Line[]]>([
  [
    'a report goes on, is corrected and is said again by others',
    [
      says('grid_member', '本村3组后山滑坡，路断了，没人受伤'),
      says('info_officer', '收到，马上去看'),
      says('grid_member', '有2户受威胁'),
      says('grid_member', '更正：是3户'),
      says('info_officer', '本村3组后山滑坡，路断了，没人受伤'),
      says('grid_member', '', photo),
    ],
  ],
  [
    'photos before their words, and two hazards',
    [
      says('info_officer', '', photo),
      says('info_officer', '隐患：本村2组桥头护栏松动'),
      says('grid_member', '隐患：本村4组路边电线裸露'),
      says('info_officer', '今日巡查本村水库，一切正常'),
    ],
  ],
  [
    'what is taken back in words, and what follows it',
    [
      says('grid_member', '本村5组房屋倒塌1间，1人受伤'),
      says('grid_member', '撤回'),
      says('grid_member', '本村6组路边塌方，没人受伤'),
      says('grid_member', '路已经抢通了'),
    ],
  ],
  [
    'chat among people, a question, a check-in',
    [
      says('grid_member', '大家辛苦了'),
      says('info_officer', '谁值班'),
      says('info_officer', '防汛值班签到'),
      says('grid_member', '今日巡查本村河堤，一切正常'),
      says('grid_member', '今日巡查本村河堤，一切正常'),
    ],
  ],
])('%s', async (_, lines) => {
  for (const line of lines) {
    await w.receive([{ event: eventOf(ONE!, line), raw: line.text }])
    await w.settle()
  }
  // all at once
  await w.receive(lines.map((line) => ({ event: eventOf(MANY!, line), raw: line.text })))
  await w.settle()
  expect(w.errors).toEqual([])
  expect(await kept(MANY!)).toEqual(await kept(ONE!))
})

test('a warning is answered once, by whoever says so twice in one moment, and both are still people of their own', async () => {
  const leader = w.leader()
  await w.says(
    leader,
    `p2p:${leader.id}`,
    `发布预警 青溪县气象台发布暴雨红色预警信号：预计未来3小时青溪镇${ONE}有特大暴雨`,
  )
  await w.presses(leader, '确认发布')
  const lines = [says('grid_member', '收到'), says('info_officer', '收到'), says('grid_member', '收到收到')]
  await w.receive(lines.map((line) => ({ event: eventOf(ONE!, line), raw: line.text })))
  await w.settle()
  const open = await w.latest('warnings', { state: 'open', drill: false })
  const answers = (await w.owed(open)).filter((o) => o.answeredAt)
  expect(answers.map((o) => o.answer)).toEqual(['收到', '收到'])
})

test('where one of them cannot be read, those before it count, and those behind it follow in order', async () => {
  const bad = eventOf(MANY!, says('grid_member', '今日巡查本村小学，一切正常'))
  const events = [
    eventOf(MANY!, says('grid_member', '今日巡查本村河堤，一切正常')),
    { ...bad, at: 'never' },
    eventOf(MANY!, says('grid_member', '今日巡查本村桥头，一切正常')),
  ]
  await w.receive(events.map((event) => ({ event, raw: event.text })))
  await w.intake.idle()
  for (let tries = 0; tries < 8; tries++) {
    w.clock.forward(1)
    w.intake.wake([`web ${w.groupOf(MANY!)}`])
    await w.intake.idle()
  }
  await w.settle()
  const rows = (await told(MANY!)).filter((r) => r.kind !== 'check_in')
  const places = rows.map((r) => /河堤|小学|桥头/.exec(r.text)?.[0])
  expect(places.filter((p) => p !== '小学')).toEqual(['河堤', '桥头'])
  expect(places).toContain('小学')
})
