/** What is said to a warning beside an answer: questions, troubles of many, and real calls in the middle of a drill. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asText } from '#domain/kernel/message.ts'
import { not } from '../../world/rows.ts'
import { createWorld, type World } from '../../world/world.ts'

let w: World
beforeEach(async () => {
  w = await createWorld()
})
afterEach(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})

type Who = { id: string; name: string }
const p2p = (who: Who) => `p2p:${who.id}`
const TEXT =
  '青溪县气象台11月24日10时发布暴雨红色预警信号：预计未来3小时石岭村、下坪村、上坪村、梅坑村将受影响，请注意防范。'
const DRILL = '上午10点开展山洪避险演练，请云峰村各网格员回复收到。'
async function issued(text = TEXT, command = '发布预警') {
  const officer = w.officer()
  await w.says(officer, p2p(officer), `${command} ${text}`)
  await w.presses(officer, '确认发布')
}
const member = (village: string, nth = 0) => w.person('grid_member', village, nth)
const answeredBy = async (who: Who) => w.hasAnswered(who)
const toOfficer = (from: number) => w.to(w.officer().id, from)
const people = () =>
  ['石岭村', '下坪村', '上坪村', '梅坑村'].flatMap((v) => [0, 1, 2, 3, 4, 5].map((n) => member(v, n)))

test('a question of somebody asked goes to the officer, and the sender hears so; it answers nothing', async () => {
  await issued()
  for (const [i, said] of [
    '收到没有？几点集合？',
    '雨要下到几点？',
    '我们3组要不要撤？',
    '集合点是小学还是村部',
    '红色是什么级别，要做什么',
    '是演练还是真的',
    '学校放不放假？',
  ].entries()) {
    const who = people()[i]!
    const chat = i % 2 ? p2p(who) : w.groupOf(i < 6 ? '石岭村' : '下坪村')
    const from = w.sent.length
    await w.says(who, chat, said)
    expect([said, await answeredBy(who)]).toEqual([said, false])
    expect(toOfficer(from).some((t) => t.includes(who.name) && t.includes(said))).toBe(true)
    expect(w.to(chat, from).join()).toContain('值班员')
    expect(w.to(chat, from).join()).not.toContain('答不了')
  }
})

test('whether others have received it, and who is on duty, is no question for the officer', async () => {
  await issued()
  const from = w.sent.length
  for (const [i, said] of ['大家收到没有', '都收到了吗？', '谁值班'].entries())
    await w.says(people()[i]!, w.groupOf('石岭村'), said)
  expect(toOfficer(from)).toEqual([])
})

test('in a blackout the troubles of many are one card that changes, and names each with their words', async () => {
  await issued()
  const from = w.sent.length
  const said = [
    '停电了，喇叭喊不了',
    '我们这边也停电，没信号',
    '没收到预警',
    '有两户老人不肯走',
    '收到，但3组电话打不通',
    '几点集合？',
  ]
  for (const [i, words] of said.entries()) await w.says(people()[i * 3]!, p2p(people()[i * 3]!), words)
  const cards = w.sent.slice(from).filter((s) => s.account === w.officer().id && !s.message.text.includes('应答 '))
  expect(cards.filter((s) => !s.edit)).toHaveLength(1)
  const last = asText(cards.at(-1)!.message)
  for (const [i, words] of said.entries()) {
    expect(last).toContain(people()[i * 3]!.name)
    expect(last).toContain(words)
  }
})

test('several in one moment are all on it', async () => {
  await issued()
  const from = w.sent.length
  await w.receive(
    [0, 6, 12, 18].map((n) => {
      const who = people()[n]!
      return {
        raw: '停电了',
        event: {
          type: 'message' as const,
          channel: 'web',
          eventId: `dark-${n}`,
          at: w.clock.now().toISOString(),
          chat: { id: p2p(who), kind: 'p2p' as const },
          sender: { account: who.id, name: who.name },
          messageId: `dark-${n}`,
          text: '停电了，走不了',
          attachments: [],
          mentionsBot: false,
          mentionsAll: false,
        },
      }
    }),
  )
  await w.settle()
  // the outage is a report besides
  const trouble = toOfficer(from).filter((t) => t.includes('停电了') && !t.includes('ZQ-'))
  for (const n of [0, 6, 12, 18]) expect(trouble.at(-1)).toContain(people()[n]!.name)
})

test('a call for help has a card of its own, at once, whatever is on the card of troubles', async () => {
  await issued()
  await w.says(people()[0]!, p2p(people()[0]!), '停电了，走不了')
  for (const [i, said] of ['求救', '收到。需要冲锋舟', '快来人', '出大事了'].entries()) {
    const who = people()[i + 1]!
    const from = w.sent.length
    await w.says(who, w.groupOf('石岭村'), said)
    const own = w.sent.slice(from).filter((s) => s.account === w.officer().id && asText(s.message).includes(said))
    expect([said, own.some((s) => !s.edit && s.message.text.includes(who.name))]).toEqual([said, true])
    expect(w.to(w.groupOf('石岭村'), from).join()).toContain('已告诉值班员')
  }
})

test.each([
  '收到，就我一个人忙不过来',
  '电都冇得了',
  '我已经不是网格员了，找老李',
  '转移点锁着门，没钥匙',
  '冲锋舟没油了',
])('“%s” reaches the officer', async (said) => {
  await issued()
  const from = w.sent.length
  await w.says(people()[0]!, w.groupOf('石岭村'), said)
  expect(toOfficer(from).some((t) => t.includes(said))).toBe(true)
})

test('what is filed as a report is told once: no second card of a difficulty, no second reply', async () => {
  await issued()
  const who = people()[0]!
  const from = w.sent.length
  await w.says(who, w.groupOf('石岭村'), '石岭村2组后山塌了，3个人在里面没出来')
  expect(toOfficer(from).filter((t) => t.includes('3个人在里面'))).toHaveLength(1)
  expect(w.to(w.groupOf('石岭村'), from)).toHaveLength(1)
  expect(await answeredBy(who)).toBe(false)
})

test('whoever has answered is not asked again to press 收到', async () => {
  await issued()
  const who = people()[0]!
  await w.says(who, w.groupOf('石岭村'), '收到')
  const from = w.sent.length
  await w.says(who, w.groupOf('石岭村'), '有两户老人不肯走')
  expect(w.to(w.groupOf('石岭村'), from).join()).toBe('已告诉值班员。')
})

test.each(['真出事了快来人', '不是演练！云峰村4组塌方了，人还在下面', '真的有人被埋了，快来救人'])(
  'in a drill “%s” is shown to nobody as a drill’s',
  async (said) => {
    await issued(DRILL, '发布演练')
    const who = member('云峰村', 1)
    const from = w.sent.length
    await w.says(who, w.groupOf('云峰村'), said)
    const shown = toOfficer(from).filter((t) => t.includes(said))
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.filter((t) => t.includes('【演练】'))).toEqual([])
    expect(w.to(w.groupOf('云峰村'), from).filter((t) => t.includes('【演练】'))).toEqual([])
  },
)

test('to have seen no leak at the place is no denial of the warning', async () => {
  await issued()
  const who = people()[0]!
  const from = w.sent.length
  await w.says(who, w.groupOf('石岭村'), '到现场了，没看到泄漏')
  expect(toOfficer(from).join()).not.toContain('没收到')
  expect(await answeredBy(who)).toBe(true)
})

test.each([
  '收道',
  '得，马上搞',
  '嗯收到了那个我马上去那个后山看一下啊',
  'shoudao',
  'Roger',
  '低洼户都喊出来了',
  '人在现场了',
  '回复：收到',
  '1️⃣',
])('“%s” answers', async (said) => {
  await issued()
  const who = people()[0]!
  await w.says(who, w.groupOf('石岭村'), said)
  expect(await answeredBy(who)).toBe(true)
})

test('the short names of kinds are known: 地灾的收到了 answers the one of two', async () => {
  await issued()
  await issued('青溪县自然资源局11月24日10时发布地质灾害红色预警：石岭村发生地质灾害可能性很大，请立即转移。')
  const who = member('石岭村', 2)
  await w.says(who, w.groupOf('石岭村'), '地灾的收到了')
  const answered = await w.rows('obligations', { personId: who.id, answeredAt: not(null) })
  const warnings = await Promise.all(answered.map((o) => w.latest('warnings', { id: o.warningId })))
  expect(warnings.map((r) => r.event).join()).toMatch(/地质灾害/)
})
