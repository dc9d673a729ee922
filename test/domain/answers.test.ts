/** What counts as an answer to a warning: by the whole message, in the words people use. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Said, saidIn } from '#domain/warning/answer-said.ts'
import { wordsWith } from '#domain/warning/answer-words.ts'

const words = wordsWith([
  ...['石岭村', '石岭', '下坪村', '石岭村第一网格'].map((p) => [p, 'place'] as const),
  ...['暴雨', '大风', '台风', '雷雨大风', '地质灾害'].map((k) => [k, 'noun'] as const),
])
const heard = (text: string) => saidIn(text, words, '王小明')
const as = ({ answers, trouble }: Said) => `${answers ? 'answers' : 'none'}${trouble ? ` ${trouble}` : ''}`

const SAID: [string, string][] = [
  [
    'answers',
    '收到|收到。|收到收到|收 到|收到了|已收到|我已收到|收到啦|收到咯|刚看到|才看到，马上去|刚刚看到，这就去|现在才看到，收到',
  ],
  [
    'answers',
    '收到，马上去|收到马上去|收到，马上去叫人|收到，已安排人去转移|收到，立即落实|收到立即执行|收到，尽快通知到户',
  ],
  [
    'answers',
    '好|好的|好的好的|好嘞|好咧，这就去|行|要得|要得，马上喊人|中|妥了|可以|没问题|没得问题|OK|ok|1|+1|嗯嗯|得令|遵命|照办',
  ],
  ['answers', '晓得了|晓得咯|晓得啦，我这就去|知道了|知悉|已知悉|明白|明白，已转告各组组长|了解|清楚了|懂了'],
  [
    'answers',
    '马上去|这就去|我马上去|我们这就去喊人|马上到|已经在路上|正在通知|正在挨家挨户通知|已通知|已通知到户|已通知3户|都通知到了|全部通知到位|已经喊了|都撤了|人都撤走了|已到位|我到位了|正在转移群众',
  ],
  [
    'answers',
    '石岭村收到|石岭收到|3组收到|第一网格收到|石岭村第一网格已收到|王小明收到|小明收到|小王收到|石岭村王小明收到|我们村收到|家里收到了|村里收到了|网格员王小明收到',
  ],
  [
    'answers',
    '收到，谢谢|收到谢谢领导|收到，请放心|收到，请领导放心|收到，辛苦了|@安安 收到|@安安收到|谢谢提醒，收到|收到👌|👌|👍👍|🫡|收到🙏|[OK]|收到[抱拳]',
  ],
  [
    'answers',
    '收到大风预警|暴雨预警收到|收到暴雨红色预警信号|大风和暴雨预警都收到了|两条都收到|两条预警都收到了，马上去叫人|第二条也收到了|收到通知|预警信息收到',
  ],
  ['answers', '收到，没有异常|收到，一切正常|收到，没有人员受伤|收到，没事|收到，各组马上转移|收到，各组请注意'],
  ['answers', '【演练】收到|演练收到|收到演练通知'],
  [
    'answers difficulty',
    '收到，但是3组叫不到人|收到，3组叫不到人|收到但3组叫不到人|收到，王婶没收到|收到，还有2户联系不上|已通知12户，还有2户没人|收到，路断了，过不去|收到，我在外地|收到，人手不够|收到，请求支援|收到，请派人来|收到，村里停电了|收到，老李不肯走|收到，没看懂',
  ],
  ['answers question', '收到，几点集合？|收到，要不要转移|好的，需要转移吗'],
  ['answers', '收到哒|收到勒|收到撒|收到噻|收到起了|晓得起了|系，收到|微信收到了|收到，加强巡查|收到，做好准备|已读'],
  [
    'answers',
    '搜到|搜到了|搜倒，马上去|正挨家喊呢别催|正在挨家喊，莫催|已按预案执行|按预案已经在转移|俩预警都晓得了|代表三组收到|我代表石岭村收到|大雨那个知道了|打雷那条收到了|全员到岗',
  ],
  [
    'none difficulty',
    '车子陷泥里头了|车陷住了|轮胎打滑上不去|爆胎了|我已经调到县里了|我在县城呢|我回老家了|我借调到县里去了|我被抽调到应急局了',
  ],
  [
    'answers',
    '收岛|瘦到了|艘到，马上去|正一家家敲门呢，别急|在喊人了莫催嘛|正挨户敲门，不用催|已按方案落实|按照要求已经布置下去了|已依照预案转移|两个预警都看到了|俩都收到了|代表5组收到|我代表下坪村收到|下雨那条晓得咯|刮风那个收到',
  ],
  ['none difficulty', '摩托陷在泥巴里了|车子打不着火了|我人在市里|我已经调去镇里上班了'],
  ['none', '1.张三 2.李四 3.赵五'],
  // whoever is on a list that somebody passes on answers for themselves alone
  ['none', '1.王婶 2.李叔|1. 王婶\n2. 李大爷|1、张三收到\n2、李四收到|接龙\n1.张三\n2.李四|代表王婶收到|看到大雨了'],
  ['answers', '1. 李大爷\n2. 王小明|接龙\n1、张三收到\n2、王小明收到|1.收到|1，收到|1、收到'],
  ['none', '看到没得哦|收到没得|收到没有啊|收到请立即组织转移|你们收到就回个1'],
  ['answers difficulty', '刚才没收到，现在收到了|一开始没看到，刚看到，马上去'],
  [
    'none denial',
    '没收到|没有收到|我没收到|我没有收到|还没收到|未收到|尚未收到|冇收到|没得收到|一直没收到|根本没收到|收不到|没看到|没看见|没接到|没接到通知|没收到预警|没收到短信啊|预警没收到|家里没收到|我家没有收到|村里没收到|3组没收到|石岭村没有收到|没人通知我|村里停电收不到|没信号，收不到|不是没收到，是收不到',
  ],
  [
    'none difficulty',
    '王婶没收到|王婶没有收到|李大爷家没收到|没有通知到|还没通知到|3组还没通知到|没通知到3组|通知不到|都走不了了|走不了|走不脱|过不去|路断了|马上要断电了|快断电了|停电了|立即派人来|马上派人来|快来人|派人来3组|需要支援|联系不上李大爷|叫不应|老人不肯走|劝不动|人手不够|我在外地|来不了|去不了|还有3户没转移|没法转移|不能通知',
  ],
  [
    'none',
    '收到没有|收到没有？|收到没|收到没？|收到吗|收到了吗|收到了没|收到了没有|收到么|都收到了吗|都收到没|大家收到没有|大家都收到了吗|各组收到没|你收到了吗|收没收到|有没有收到|是不是收到了|谁没收到|还有谁没收到|哪个没收到|通知到没有|通知到了吗|明白吗|明白了没|知道了吗|好吗|行不行|可以吗|1？',
  ],
  [
    'none',
    '收到请回复|收到请回复。|收到 请回复|收到，请回复|收到的请回复|收到的回复一下|收到后请回复|请收到后回复|收到回复|收到请回|收到扣1|收到请扣1|收到的扣个1|收到回个话|看到的回个话|看到请吱一声|请各组收到回复|各组收到请回复|@所有人 收到请回复|没收到的吱一声|收到请签字|请大家接龙|回复收到',
  ],
  [
    'none',
    '请各组马上转移|各村立即落实|各组马上转移群众|务必通知到户|请通知到户|必须全部转移|大家马上去|大家注意|请注意防范|不得迟报|立即落实|立即转移|尽快通知|收到后马上转移|收到就好|知道就行|收到的话说一声',
  ],
  [
    'none',
    '王婶收到了|李大爷知道了|老李收到|张三收到|收到快递了|收到红包|收到货了|知道是谁|好热|好多人|行人|1组|好吃|中午吃什么|马上去吃饭|马上下班|去吃饭|谢谢|辛苦了|什么情况|要不要转移|几点集合|今天不去了|没吃饭|哈哈|今天天气好|收到个鬼',
  ],
]

test.each(SAID.flatMap(([wanted, all]) => all.split('|').map((said) => [said, wanted] as const)))(
  '“%s”: %s',
  (said, wanted) => {
    expect(as(heard(said))).toBe(wanted)
  },
)

const of = (...list: string[]) => fc.constantFrom(...list)
const maybe = (...list: string[]) => of('', ...list)
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((p) => p.join(''))
const END = maybe('。', '！', '!', '…', ' ', '啊', '，谢谢', '[流泪]')
const LEAD = maybe('@安安 ', '领导，', '报告领导，', '你好，', '【预警】')
const WHO = maybe('我', '我们', '家里', '村里', '3组', '石岭村', '王婶', '李大爷家', '我们这边', '本村')
const VERB = of('收到', '看到', '接到', '收到通知', '收到预警', '看到消息')

const denial = joined(
  LEAD,
  WHO,
  maybe('还', '都', '一直', '根本', '确实'),
  of('没', '没有', '未', '冇'),
  VERB,
  maybe('信息', '过'),
  END,
)
const question = joined(
  LEAD,
  maybe('你', '大家', '各组', '都', '3组'),
  VERB,
  of('没', '没有', '了没', '了没有', '吗', '了吗', '么', '？', '了？', '没有？'),
)
const order = fc.oneof(
  joined(
    LEAD,
    maybe('各组', '大家', '@所有人 '),
    of('收到', '看到', '知道'),
    of('请', '的请', '后请', '，请', ' 请', '的', '后'),
    of('回复', '回个话', '扣1', '回复1', '吱一声', '接龙'),
    END,
  ),
  joined(
    LEAD,
    of('请', '请各组', '各村', '各组', '务必', '必须', '请大家'),
    maybe('马上', '立即', '尽快'),
    of('转移', '通知到户', '落实', '巡查', '值守', '撤离'),
    maybe('群众', '到位'),
    END,
  ),
  joined(maybe('请'), of('立即', '马上', '快点'), of('派人来', '派车来', '来人'), END),
)

test('a denial, a question or an order is never an answer', () => {
  fc.assert(
    fc.property(fc.oneof(denial, question, order), (text) => {
      expect([text, heard(text).answers]).toEqual([text, false])
    }),
    { numRuns: 3000 },
  )
})

test('a denial reaches the officer, and no courtesy before or after it makes it an answer', () => {
  fc.assert(
    fc.property(denial, (text) => {
      expect([text, !!heard(text).trouble]).toEqual([text, true])
    }),
    { numRuns: 1000 },
  )
})

test('whatever is added to a plain 收到 that does not deny, ask or call leaves it an answer', () => {
  const added = fc.oneof(
    joined(of('马上', '这就', '正在'), of('去', '通知', '转移', '叫人')),
    of('谢谢', '请放心', '没有异常', '路断了', '王婶没收到', '要派车'),
  )
  fc.assert(
    fc.property(
      LEAD,
      of('收到', '好的', '明白', '晓得了', '知悉'),
      of('，', '。', ' ', '！'),
      added,
      (lead, yes, mark, more) => {
        const text = `${lead}${yes}${mark}${more}`
        expect([text, heard(text).answers]).toEqual([text, true])
      },
    ),
  )
})

test('any text is read in one pass: nothing throws, and ten times the text is no hundred times the work', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => void heard(text)))
  for (const seed of ['收', '收到没', '，', '没没没', '@', '1', '👌', ' ', '收 ', '马上去'])
    expect(heard(seed.repeat(100_000)).clauses.length).toBeLessThanOrEqual(240)
})
