/** What a question is about is said by its own words, in whatever order and with whatever beside. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type World } from '../world/world.ts'

let w: World
const nos: Record<string, string> = {}
const alone = (who: { id: string }) => `p2p:${who.id}`
const member = (village: string, nth = 0) => w.person('grid_member', village, nth)
const told = async (key: string, village: string, text: string) => {
  await w.says(member(village), w.groupOf(village), text)
  nos[key] = (await w.rows('records', { kind: 'disaster_report' })).at(-1)!.no
  w.clock.forward(13)
}
const presses = (key: string, label: string) =>
  w.presses(w.officer(), label, undefined, (s) => !!s.message.card?.title.includes(nos[key]!))

/** An evening: a slide that somebody has taken over, a dam that nobody has, a bridge; one closed, one joined, one false alarm. */
beforeAll(async () => {
  w = await createWorld()
  while (!/T1[12]:/.test(w.clock.now().toISOString())) await w.fastForward(30)
  await told('slide', '石岭村', '石岭村1组后山滑坡，路断了，伤了2个人')
  await told('dam', '竹园村', '竹园村水库坝脚冒浑水')
  await told('bridge', '罗塘村', '罗唐村口桥被冲断了，过不去')
  await told('fire', '下坪村', '下坪村3组老李家着火了，没人受伤')
  await told('false', '沙洲村', '沙洲村2组屋后塌方')
  await told('same', '云峰村', '云峰村2组后山滑坡')
  await presses('slide', '接警')
  await presses('fire', '办结')
  await presses('false', '误报')
  const other = member('云峰村', 1)
  await w.says(other, alone(other), '云峰村2组后山滑坡，路不通')
  nos.twin = (await w.rows('records', { kind: 'disaster_report' })).at(-1)!.no
  await presses('twin', `并入 ${nos.same}`)
  await w.says(member('石岭村'), w.groupOf('石岭村'), '救援队12人已到石岭村，带挖机1台')
  const text = '青溪县气象台11月24日19时发布暴雨橙色预警信号：预计未来3小时石岭村、罗塘村将受影响，请注意防范。'
  await w.says(w.officer(), alone(w.officer()), `发布预警 ${text}`)
  await w.presses(w.officer(), '确认发布')
  w.clock.forward(13)
})
afterAll(() => w.close())

const ask = async (text: string, who = w.officer()) => {
  const from = w.sent.length
  await w.says(who, alone(who), text)
  w.clock.forward(2)
  return w.to(alone(who), from).join('\n')
}
const filled = (text: string) => text.replace(/\{(\w+)\}/g, (_, key: string) => nos[key]!)

const ASKED: readonly [question: string, answer: RegExp, not?: RegExp][] = [
  // who has not answered, of the village that is named
  ['罗塘还有几个没应', /暴雨橙色预警：罗塘村还有\d+人没应答：/],
  ['石岭谁没回', /暴雨橙色预警：石岭村还有\d+人没应答：/],
  ['石岭那边哪些人还没答复', /石岭村还有\d+人没应答/],
  ['还有几个村没收到预警', /还有2个村没应答齐：.*罗塘村\d+人/],
  ['哪些村没应', /还有2个村没应答齐/],
  ['预警都有谁没反应', /暴雨橙色预警[\s\S]*应答/],
  // teams
  ['救援队到了没有', /队伍最近的消息：[\s\S]*12人/],
  ['石岭的救援队到哪了', /队伍最近的消息/],
  ['挖机什么时候到', /队伍最近的消息|没有记录到队伍/],
  ['消防出动了没有', /队伍最近的消息|没有记录到队伍/],
  // who was told
  ['领导知道了没有', /{same}（云峰村2组后山 滑坡崩塌）已发给(?:带班领导|值班领导|.*领导)/],
  ['石岭这个滑坡镇领导晓得不', /{slide}/],
  ['书记知不知道', /已发给|还没有发给领导/],
  ['{dam} 报给领导了吗', /{dam}/],
  // a place or a village, in short
  ['沙洲什么情况', /今天没有记录到沙洲村的情况/],
  ['罗塘怎么样了', /{bridge}/],
  ['罗塘村怎么样了', /{bridge}/],
  ['石岭现在啥情况', /{slide}/],
  ['竹园村坝下怎么样了', /{dam}（竹园村.*水利险情）：待接警/],
  ['那个冒浑水的怎么样了', /{dam}/],
  ['村口桥什么情况', /{bridge}/],
  ['老李家那个火咋样了', /{fire}/],
  // the night, whatever has become of it
  ['今晚总结一下', /今晚灾情险情 5起[\s\S]*没办结4起，已办结1起[\s\S]*并案1条、误报1条/],
  ['今晚报了几起', /今晚灾情险情 5起/],
  ['报告一下今晚的情况', /今晚灾情险情 5起/],
  ['今晚一共多少起险情', /今晚灾情险情 5起/],
  ['昨晚有什么没办完的', /没办结的灾情险情 4起/],
  ['还有几件事没办', /没办结的灾情险情 4起|隐患/],
  ['疑似险情', /没有待核实的疑似险情|疑似险情待核实/],
  ['有哪些疑似险情', /没有待核实的疑似险情|疑似险情待核实/],
  // the leaders' day, and one thing by its name
  ['日报发我看看', /应急日报|还没有日报/],
  ['今天的情况总结一下，我要报县里', /应急日报|还没有日报|今天灾情险情/],
  ['福来超市整改了没有', /没有记录到“福来超市”/],
  ['加油站复查了没有', /没有记录到“加油站”/],
  ['石岭村文化广场的问题整改了没有', /记录到的“石岭村文化广场”[\s\S]*隐患/],
  ['没回的打电话叫', /应答/],
  ['麻烦问下明天培训几点', /没有记录到培训、会议的安排/],
  ['我交代的事办得怎么样了', /没有记录到您最近交办的事/],
  // what has other questions of its own
  ['今晚谁值班', /带班领导/],
  ['今晚有什么预警', /生效的预警1个/],
  ['物资还有多少', /物资/],
  ['石岭村隐患整改怎么样了', /隐患/],
]

test.each(ASKED)('%s', async (question, answer) => {
  const said = await ask(filled(question))
  expect(said).toMatch(new RegExp(filled(answer.source)))
})

describe('by whom, and what is no question', () => {
  test('a member hears of their own village alone', async () => {
    const them = member('石岭村', 1)
    expect(await ask('今晚报了几起', them)).toContain('今晚灾情险情 1起')
    expect(await ask('竹园怎么样了', them)).not.toContain(nos.dam!)
  })

  test.each(['石岭村3组又塌了，救援队什么时候到', '救援队到了，路上的土推开了一半', '领导已经通知到位'])(
    'what tells is no question: %s',
    async (text) => {
      const said = await ask(text, member('石岭村'))
      expect(said).not.toMatch(/队伍最近的消息|已发给/)
    },
  )

  test.each(['要不要转移', '雨下到几点停', '要不要叫大家转移'])('%s is for a person to decide', async (text) => {
    expect(await ask(text)).toMatch(/要由人来定|值班员/)
  })
})

test('the morning after, 昨晚 is that night', async () => {
  while (!/T2[23]:|T0[0-2]:/.test(w.clock.now().toISOString()) || w.clock.now().getUTCHours() !== 0)
    await w.fastForward(30)
  expect(await ask('昨晚总结')).toMatch(/昨晚灾情险情 [56]起/)
  expect(await ask('昨晚一共几起')).toMatch(/昨晚灾情险情 [56]起/)
})
