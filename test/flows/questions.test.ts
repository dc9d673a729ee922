/** Questions in people's own words: answered from the records, in private always, in a group where Anan is spoken to. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type World } from '../world/world.ts'

let w: World
let member: ReturnType<World['person']>
let group: string
let slide: { no: string }
let fire: { no: string }
let hazard: { no: string }

const alone = (who: { id: string }) => `p2p:${who.id}`
const last = async (kind: 'disaster_report' | 'hazard_report') => (await w.rows('records', { kind })).at(-1)!

/** A morning: two reports, a hazard, people moved and sheltered, things counted, a round, a warning that not all answered. */
beforeAll(async () => {
  w = await createWorld()
  member = w.person('grid_member', '石岭村', 1)
  group = w.groupOf('石岭村')
  const officer = w.officer()
  await w.setting('duty_room', { phone: '0595-1234567' })
  await w.says(member, group, '石岭村1组后山滑坡，路断了，伤了2个人')
  slide = await last('disaster_report')
  w.clock.forward(13)
  await w.says(w.person('grid_member', '下坪村', 1), w.groupOf('下坪村'), '下坪村3组老李家着火了，没人受伤')
  fire = await last('disaster_report')
  await w.presses(officer, '接警', undefined, (s) => !!s.message.card?.title.includes(slide.no))
  w.clock.forward(13)
  await w.says(member, group, '隐患：石岭村小学门口井盖没了')
  hazard = await last('hazard_report')
  await w.says(member, group, '石岭村转移4户11人到村委会')
  await w.says(member, group, '石岭村村部安置点现住38人')
  await w.says(officer, alone(officer), '盘点：沙袋300条，雨衣20件')
  await w.says(officer, alone(officer), '领用沙袋50条，送石岭村')
  await w.says(member, group, '今日巡查牛栏冲水库，一切正常')
  await w.says(officer, alone(officer), '值班签到')
  const text = '青溪县气象台11月24日10时发布暴雨橙色预警信号：预计未来3小时石岭村将受影响，请注意防范。'
  await w.says(officer, alone(officer), `发布预警 ${text}`)
  await w.presses(officer, '确认发布')
  w.clock.forward(13)
})
afterAll(() => w.close())

const ask = async (who: typeof member, chat: string, text: string, more = {}) => {
  const mark = w.sent.length
  const kept = (await w.rows('records')).length
  await w.says(who, chat, text, more)
  w.clock.forward(2)
  expect((await w.rows('records')).length, `${text}: a question leaves no record`).toBe(kept)
  return w.to(chat, mark).join('\n')
}

/** What is asked, and what the answer says; `{slide}` and the like stand for numbers. */
const OFFICERS: readonly [question: string, answer: string | RegExp][] = [
  ['{slide} 怎么样了', /{slide}（石岭村1组后山 滑坡崩塌）：已接警，.+负责；.*受伤2人/],
  ['{slide} 处理了吗', '已接警'],
  ['{fire}到哪一步了', '待接警'],
  ['{hazard} 谁负责', '待整改'],
  ['YH-20261124-099 怎么样了', '没有记录到'],
  ['还有几条没整改', /没销号的隐患\d+条：待整改/],
  ['超期几条？', /超期\d+条/],
  ['哪些隐患没整改', '{hazard}'],
  ['谁没签到', /没签到：/],
  ['签到的有谁', /已签到/],
  ['我签到了没有', /您今天\d\d:\d\d签到/],
  ['石岭村今天有什么情况', /石岭村今天有\d+条：[\s\S]*{slide}/],
  ['下坪村怎么样了', '{fire}'],
  ['上坪村今天有什么情况？', '今天没有记录到上坪村的情况'],
  ['今天报了几起', /今天记录到：灾情险情2件（没办结2件）/],
  ['今天一共报了多少起险情？', '灾情险情2件'],
  ['现在有什么情况', '{slide}'],
  ['预警还有谁没回', '暴雨橙色预警'],
  ['还有谁没回复？', '暴雨橙色预警'],
  ['现在有什么预警', /暴雨橙色预警（YJ-\d+-\d+），应答0\//],
  ['预警解除了吗', '生效的预警1个'],
  ['值班电话多少', '值班室电话 0595-1234567'],
  ['怎么联系值班室', '0595-1234567'],
  ['今晚谁值班', '带班领导'],
  ['明天谁值班？', '11月25日'],
  ['谁带班', '带班领导'],
  ['避灾点在哪', /登记的避灾点\d+处/],
  ['有哪些避灾点', /登记的避灾点\d+处/],
  ['避灾点住了多少人', '共住38人'],
  ['安置了多少人', '38人'],
  ['转了多少人', '已转移4户11人'],
  ['石岭村转移了多少人', '已转移4户11人'],
  ['下坪村转移了多少人？', '没有记录到下坪村转移'],
  ['路通了吗', /石岭村1组后山：道路中断/],
  ['哪里路断了', '石岭村1组后山'],
  ['有没有人受伤', '受伤2人'],
  ['伤了几个？', '受伤2人'],
  ['物资还有多少', '沙袋250条、雨衣20件'],
  ['还有多少沙袋', '沙袋250条'],
  ['帐篷还有几顶？', '没有记录到帐篷的数量'],
  ['今天谁巡查了', /巡查2次[\s\S]*牛栏冲水库/],
  ['今天巡查了几次', '巡查2次'],
  ['怎么报险情', '滑坡'],
  ['怎么报隐患？', '隐患'],
  ['水位多少', '水文'],
]
const filled = (text: string) =>
  text.replace('{slide}', slide.no).replace('{fire}', fire.no).replace('{hazard}', hazard.no)

test.each(OFFICERS)('%s → %s', async (question, answer) => {
  const officer = w.officer()
  const said = await ask(officer, alone(officer), filled(question))
  if (typeof answer === 'string') expect(said).toContain(filled(answer))
  else expect(said).toMatch(new RegExp(filled(answer.source)))
})

describe('who asks and where', () => {
  // what is asked of a warning’s people is the warning’s while it is open
  beforeAll(() => w.presses(w.officer(), '解除'))

  test('whoever reported asks for theirs without a number; whoever did not hears that nothing is recorded', async () => {
    expect(await ask(member, alone(member), '我报的那条呢')).toContain(slide.no)
    expect(await ask(member, alone(member), '怎么样了')).toContain(slide.no)
    const nobody = w.person('grid_member', '竹园村', 1)
    expect(await ask(nobody, alone(nobody), '我报的那条怎么样了')).toContain('没有记录到您')
  })

  test('in a group only where Anan is spoken to; else people talk among themselves', async () => {
    expect(await ask(member, group, '路通了吗')).toBe('')
    expect(await ask(member, group, '怎么样了')).toBe('')
    expect(await ask(member, group, '安安，路通了吗')).toContain('道路中断')
    expect(await ask(member, group, '@安安 避灾点住了多少人', { mentionsBot: true })).toContain('38人')
    expect(await ask(member, group, `${slide.no} 怎么样了`)).toContain('已接警')
  })

  test('others see what is their own or their village’s', async () => {
    const other = w.person('grid_member', '云峰村', 1)
    expect(await ask(other, alone(other), '路通了吗')).toContain('没有记录到道路')
    expect(await ask(other, alone(other), '石岭村今天有什么情况')).toContain('没有记录到石岭村的情况')
    expect(await ask(other, alone(other), '还有谁没回复')).toContain('这一步要由')
  })

  test('what tells of something is no question', async () => {
    const other = w.person('grid_member', '大枫村', 1)
    const count = async () => (await w.rows('records', { kind: 'disaster_report' })).length
    const before = await count()
    await w.says(other, alone(other), '大枫村2组后山滑坡，有人受伤，路断了')
    expect(await count()).toBe(before + 1)
  })

  test('what no record answers is said plainly where Anan is spoken to', async () => {
    expect(await ask(member, alone(member), '延期申请要几天批？')).toMatch(/安安答不了|没有记录/)
    expect(await ask(member, group, '安安，食堂几点开门？', { mentionsBot: true })).toMatch(/安安答不了|没有记录/)
  })
})

describe('help says what the asker’s role can do, with three examples that are theirs', () => {
  test.each([
    ['grid_member', '村网格员', ['滑坡', '巡查']],
    ['duty_officer', '值班员', ['发布预警', '转给 张三']],
    ['unit_contact', '责任单位联系人', ['整改完成', '申请延期']],
    ['forest_ranger', '护林员', ['巡查']],
    ['town_leader', '镇领导', ['滑坡']],
  ] as const)('%s', async (role, called, examples) => {
    const who = w.person(role)
    for (const asked of ['帮助', '你能干啥', '怎么用']) {
      const said = await ask(who, alone(who), asked)
      expect(said).toContain(called)
      expect(said.split('\n').filter((line) => line.startsWith('· '))).toHaveLength(3)
      for (const example of examples) expect(said).toContain(example)
    }
  })

  test('全部帮助 is the whole list', async () => {
    expect(await ask(member, alone(member), '全部帮助')).toContain('卫星电话测试正常')
  })
})

test('nothing was lost on the way', () => {
  expect(w.errors).toEqual([])
  expect(w.deadLetters).toEqual([])
})
