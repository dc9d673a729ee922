/** A check told in one sentence: its unit, who checked, what was wrong and what was well; the blank form by whatever words; what is no check. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeAll(async () => {
  w = await createWorld()
})
beforeEach(() => void w.errors.splice(0))
afterAll(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})

const VILLAGE = '石岭村'
const me = () => w.person('grid_member', VILLAGE)
const other = () => w.person('grid_member', VILLAGE, 1)
const all = (kind: 'inspection' | 'hazard_report' | 'patrol') => w.rows('records', { kind })

async function said(text: string) {
  w.clock.forward(20)
  const chat = `p2p:${me().id}`
  const [from, checks, hazards, rounds] = [
    w.sent.length,
    (await all('inspection')).length,
    (await all('hazard_report')).length,
    (await all('patrol')).length,
  ]
  await w.says(me(), chat, text)
  const check = (await all('inspection')).slice(checks)[0]
  const items = check ? await w.rows('inspectionItems', { inspectionId: check.id }) : []
  const of = (result: string) => items.filter((i) => i.result === result)
  return {
    check,
    failed: of('不合格'),
    passed: of('合格').length,
    open: items.filter((i) => !i.result).length,
    hazards: (await all('hazard_report')).slice(hazards),
    round: (await all('patrol')).slice(rounds)[0],
    answer: w.to(chat, from).join('\n'),
  }
}

describe('one sentence', () => {
  test.each<[text: string, unit: string, wrong: string[], passed: number]>([
    ['今天查了鑫源加油站，灭火器过期不合格，其他合格', '鑫源加油站', ['灭火器过期'], 8],
    ['我和小王去了福利院，消防通道堵了，其余没问题', '福利院', ['消防通道堵了'], 7],
    ['今天去了老街饭店检查，灭火器过期两具、应急灯坏一个', '老街饭店', ['灭火器过期两具', '应急灯坏一个'], 0],
    ['去鞋厂查了一下，两个出口锁着，灭火器没压力，剩下的都行', '鞋厂', ['两个出口锁着', '灭火器没压力'], 8],
    ['木器厂查了：粉尘大，配电箱没漏保，别的正常', '木器厂', ['粉尘大', '配电箱没漏保'], 8],
    ['老街超市查了，都合格', '老街超市', [], 8],
    ['鸿运宾馆查过了，一切正常', '鸿运宾馆', [], 8],
    ['下坪村幼儿园消防检查：1合格2合格3不合格应急灯不亮，其余合格', '下坪村幼儿园', ['应急灯不亮'], 9],
    ['检查河西工地：有人没戴安全帽，脚手架少扣件，其余合格', '河西工地', ['有人没戴安全帽', '脚手架少扣件'], 7],
    ['上午检查新风浴室，电线老化，别的没毛病', '新风浴室', ['电线老化'], 7],
    ['下午去小学检查，1-9合格，10不合格', '石岭村小学', ['上下学路口、校车安全有人管：不合格'], 9],
    ['刚查完金源烟花店，超量存放，消防沙不够，其余合格', '金源烟花店', ['超量存放', '消防沙不够'], 7],
  ])('“%s” is of one unit, each thing found wrong a hazard, the rest as said', async (text, unit, wrong, passed) => {
    const { check, failed, hazards, ...is } = await said(text)
    expect(check).toMatchObject({ state: 'filed', fields: { unit, result: wrong.length ? '不合格' : '合格' } })
    expect(failed.map((i) => i.wrong).sort()).toEqual([...wrong].sort())
    expect(hazards.map((h) => h.fields.description).sort()).toEqual([...wrong].sort())
    for (const h of hazards) expect(h.fields).toMatchObject({ unit, inspection: check!.no })
    expect(failed.map((i) => i.hazardNo).sort()).toEqual(hazards.map((h) => h.no).sort())
    expect(is.passed).toBe(passed)
  })

  test.each<[text: string, inspectors: () => string[]]>([
    ['我和小王去了兴隆饭店，燃气软管老化，其余没问题', () => [me().name, '小王']],
    ['跟县局李科一起去了兴隆饭店，燃气软管老化，其余没问题', () => [me().name, '县局李科']],
    ['检查了兴隆饭店，燃气软管老化，其余没问题', () => [me().name]],
    ['今天上午和李工到兴隆饭店，燃气软管老化，其余都行', () => [me().name, '李工']],
    ['今天应急站检查了兴隆饭店，燃气软管老化，责令三日内整改', () => ['应急站']],
    ['我们会同市监所到兴隆饭店检查，燃气软管老化，其余没问题', () => [me().name, '市监所']],
  ])('“%s” says who checked; a second checker is asked for where one alone did', async (text, names) => {
    const { check, answer } = await said(text)
    expect(check!.fields.inspectors).toEqual(names())
    expect(answer.includes('另一位检查人')).toBe(names().length < 2)
  })

  test('the second checker may be said afterwards, by the roster’s name', async () => {
    const { check } = await said('检查了兴隆饭店，燃气软管老化，其余没问题')
    await said(`检查人 ${other().name}`)
    expect((await w.latest('records', { id: check!.id })).fields.inspectors).toEqual([me().name, other().name])
  })

  test('three restaurants at once are of none: one by one is asked for', async () => {
    const { check, answer } = await said('上午检查了三家饭店，都合格')
    expect(check).toBeUndefined()
    expect(answer).toContain('一家一句')
  })

  test('a thing of which nobody said how it is is not passed by 其余合格', async () => {
    const { check, passed, failed } = await said('检查了福利院，应急灯没看，消防通道堵了，其余合格')
    expect(check).toBeDefined()
    expect(failed.map((i) => i.wrong)).toContain('消防通道堵了')
    expect(passed).toBeLessThanOrEqual(7)
  })

  test.each(['我和小王去了福利院，着火了', '去工地看了，有人从架子上摔下来了', '刚到加油站，油罐漏了，味道很大'])(
    '“%s” is no check but what happens there',
    async (text) => {
      const before = (await w.rows('records', { kind: 'disaster_report' })).length
      const asked = (await w.rows('records', { kind: 'unsure' })).length
      expect((await said(text)).check).toBeUndefined()
      const now = (await w.rows('records', { kind: 'disaster_report' })).length
      expect(now + (await w.rows('records', { kind: 'unsure' })).length).toBeGreaterThan(before + asked)
    },
  )

  test.each(['今天巡了水库，一切正常', '去看了下张奶奶，身体还好', '上午去河堤转了一圈，没问题'])(
    '“%s” is no check of a unit',
    async (text) => {
      expect((await said(text)).check).toBeUndefined()
    },
  )
})

describe('two who check', () => {
  test('words written before the other’s answer take nothing of it back; said again they do', async () => {
    w.clock.forward(20)
    const [a, b, chat] = [me(), other(), w.groupOf(VILLAGE)]
    await w.says(a, chat, `和${b.name}一起检查同心超市`)
    const { id } = await w.latest('records', { kind: 'inspection' })
    const before = w.clock.now().toISOString()
    w.clock.forward(1)
    await w.says(a, chat, '2 不合格 过期三具')
    const from = w.sent.length
    await w.says(b, chat, '2 合格，3 合格', { at: before })
    const items = async () => (await w.rows('inspectionItems', { inspectionId: id })).map((i) => i.result)
    expect((await items()).slice(1, 3)).toEqual(['不合格', '合格'])
    expect(w.to(chat, from).join('\n')).toContain(`刚由${a.name}记为不合格`)
    w.clock.forward(1)
    await w.says(b, chat, '2 合格')
    expect((await items())[1]).toBe('合格')
    await w.says(a, chat, '其余合格')
  })
})

describe('the blank form', () => {
  test.each([
    ['检查表 学校', '学校', '校车'],
    ['学校的检查表发我', '学校', '校车'],
    ['加油站查哪些', '加油站', '不超量存放'],
    ['给我发个工地的检查单', '工地', '脚手架'],
    ['去饭店检查要看什么', '饭店', '燃气瓶'],
    ['养老院检查项目有哪些', '养老院', '失能老人'],
    ['石岭村小学的安全检查表', '石岭村小学', '校车'],
    ['检查工厂看哪些', '工厂', '动火'],
  ])('“%s” gives the list of %s and begins nothing', async (text, unit, item) => {
    const { check, answer } = await said(text)
    expect(check).toBeUndefined()
    expect(answer).toContain(`检查 ${unit}`)
    expect(answer).toContain(item)
    expect(answer).toMatch(/1 [^\n]+：\n2 /)
  })

  test('检查表 alone is told which kinds there are', async () => {
    expect((await said('检查表')).answer).toContain('生产企业')
  })

  test.each(['检查结果怎么样', '今天检查了哪些单位', '检查记录', '检查计划', '检查完了'])(
    '“%s” asks for none, and begins no check',
    async (text) => {
      const { check, answer } = await said(text)
      expect(check).toBeUndefined()
      expect(answer).not.toContain('复制下面这张表')
    },
  )
})

describe('the re-check of a hazard', () => {
  test.each([
    '复查合格，销号',
    '复查通过',
    '整改完了，合格',
    '现场复查，消防通道已清空，合格',
    '复查不合格，继续整改',
    '验收合格',
  ])('“%s” without a unit is no check', async (text) => {
    expect((await said(text)).check).toBeUndefined()
  })

  test.each(['复查老街饭店，灭火器还是过期', '今天检查了永旺超市，上次的问题都改了，合格'])(
    '“%s” names a unit, and is one',
    async (text) => {
      expect((await said(text)).check).toBeDefined()
    },
  )
})
