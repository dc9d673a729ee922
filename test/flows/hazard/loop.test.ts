/** 排查 → 登记 → 整改 → 复查 → 销号 → 回头看, and what stands beside that way: each step in words and by buttons, by whom, and what it refuses. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type World } from '../../world/world.ts'

let w: World
beforeAll(async () => {
  w = await createWorld()
})
afterAll(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})

const p2p = (who: { id: string }) => `p2p:${who.id}`
let key = 0
const photo = () => ({ kind: 'image' as const, key: String(++key).padStart(64, 'c') })
const group = () => w.groupOf('双溪村')
const reporter = () => w.person('grid_member', '双溪村', 1)
const other = () => w.person('grid_member', '双溪村', 4)
const byNo = (no: string) => w.latest('records', { no })
const stateOf = async (no: string) => (await byNo(no)).state
const of = (no: string) => (s: { message: object }) => JSON.stringify(s.message).includes(no)
const officer = () => w.officer()
/** The officer's own card. */
const card = (no: string) => (s: { message: object; account?: string }) => of(no)(s) && s.account === officer().id
const tells = (text: string) => w.says(officer(), p2p(officer()), text)
const answer = () => w.to(p2p(officer())).at(-1) ?? ''

async function hazard(what: string) {
  await w.says(reporter(), group(), `隐患：双溪村${what}`, { attachments: [photo()] })
  const row = await w.latest('records', { kind: 'hazard_report' })
  return { no: row.no, owner: w.roster.people.get(row.ownerId!)! }
}
async function toRecheck(what: string) {
  const h = await hazard(what)
  w.clock.forward(20)
  await w.says(h.owner, p2p(h.owner), `${h.no} 整改完成`, { attachments: [photo()] })
  expect(await stateOf(h.no)).toBe('recheck')
  return h
}
async function cleared(what: string) {
  const h = await toRecheck(what)
  await w.presses(officer(), '复查通过', undefined, of(h.no))
  expect(await stateOf(h.no)).toBe('cleared')
  return h
}

describe('疑似重大 and 五落实', () => {
  test('what is said to be 重大 waits for an officer, who decides by one press; its owner is asked for the five', async () => {
    const from = w.sent.length
    const { no, owner } = await hazard('砖厂后山挡墙鼓包，重大隐患')
    expect(await byNo(no)).toMatchObject({ state: 'suspected', fields: { severity: '疑似重大' } })
    expect(w.to(officer().id, from).join()).toContain(`疑似重大隐患，请定级：${no}`)
    // neither its owner nor its reporter decides
    await w.says(owner, p2p(owner), `${no} 定为一般`)
    expect(await stateOf(no)).toBe('suspected')
    await w.presses(officer(), '定为重大', undefined, card(no))
    expect(await byNo(no)).toMatchObject({ state: 'registered', fields: { severity: '重大' }, dueOn: '2026-11-27' })
    expect(w.to(owner.id, from).at(-1)).toContain('还差：责任、措施、资金、时限、预案')
    await tells(`${no} 不属实`)
  })

  test('定为一般 in words: the usual term, nothing asked', async () => {
    const { no, owner } = await hazard('老屋基东墙外鼓，怀疑是重大隐患')
    await tells(`${no} 定为一般`)
    expect(await byNo(no)).toMatchObject({ state: 'registered', fields: { severity: '一般' }, dueOn: '2026-12-01' })
    await w.says(owner, p2p(owner), `${no} 开始整改`)
    expect(await stateOf(no)).toBe('rectifying')
  })

  test('a 重大 begins only with its five: item by item or all at once, what is missing is named', async () => {
    const { no, owner } = await hazard('电站压力前池渗漏，重大隐患')
    await w.presses(officer(), '定为重大', undefined, card(no))
    await w.presses(owner, '开始整改', undefined, of(no))
    expect(await stateOf(no)).toBe('registered')
    expect(w.to(p2p(owner)).concat(w.to(group())).join()).toContain('还差：责任、措施、资金、时限、预案')
    // said done without them: kept, not moved
    await w.says(owner, p2p(owner), `${no} 整改完成`, { attachments: [photo()] })
    expect(await stateOf(no)).toBe('registered')
    await w.says(owner, p2p(owner), `${no} 责任：张三；措施：灌浆堵漏`)
    expect(w.to(p2p(owner)).at(-1)).toContain('还差：资金、时限、预案')
    await w.says(owner, p2p(owner), '资金：2万元，时限：12月5日前')
    expect(w.to(p2p(owner)).at(-1)).toContain('还差：预案')
    await w.says(owner, p2p(owner), '预案：派人昼夜看守，险情时放空前池')
    expect(w.to(p2p(owner)).at(-1)).toContain('五落实已齐')
    expect((await byNo(no)).fields.measures).toEqual({
      责任: '张三',
      措施: '灌浆堵漏',
      资金: '2万元',
      时限: '12月5日前',
      预案: '派人昼夜看守，险情时放空前池',
    })
    await w.says(owner, p2p(owner), `${no} 开始整改`)
    expect(await stateOf(no)).toBe('rectifying')
  })

  test('the five by the form of the card', async () => {
    const { no, owner } = await hazard('渡槽支墩倾斜，重大隐患')
    await w.presses(officer(), '定为重大', undefined, card(no))
    const form = { 责任: '张三', 措施: '加固', 资金: '5万元', 时限: '12月1日', 预案: '断水撤人' }
    await w.presses(owner, '提交五落实', form, of(no))
    await w.presses(owner, '开始整改', undefined, of(no))
    expect(await byNo(no)).toMatchObject({ state: 'rectifying', fields: { measures: form } })
  })
})

describe('复查', () => {
  test('the card for the re-check counts the photos before and after, and shows the photo that came', async () => {
    const from = w.sent.length
    const { no } = await toRecheck('村口广告牌松动')
    const shown = w.sent.slice(from).find((s) => s.account === officer().id && of(no)(s))!
    expect(JSON.stringify(shown.message)).toContain('整改前1张，整改后1张')
    expect(shown.message.forwards).toBeDefined()
    await w.presses(officer(), '复查通过', undefined, card(no))
    const now = w.sent.filter((s) => s.account === officer().id && of(no)(s)).at(-1)
    expect(JSON.stringify(now?.message)).toContain('已销号')
  })

  test('the owner, whoever said it was done, and their words never pass it', async () => {
    const { no, owner } = await toRecheck('戏台屋檐掉瓦')
    for (const text of [`${no} 复查通过`, '复查通过', `${no} 验收合格`]) {
      await w.says(owner, p2p(owner), text)
      expect(await stateOf(no)).toBe('recheck')
    }
    await w.presses(owner, '复查通过', undefined, of(no))
    expect(await stateOf(no)).toBe('recheck')
    await tells(`${no} 复查通过`)
    expect(await byNo(no)).toMatchObject({ state: 'cleared', fields: { look_back_on: '2026-12-24' } })
  })

  test('退回 asks for its reason, and its owner is told why', async () => {
    const { no, owner } = await toRecheck('粮站电箱没有门')
    await tells(`${no} 退回`)
    expect(answer()).toContain('请说明退回的理由')
    expect(await stateOf(no)).toBe('recheck')
    const from = w.sent.length
    await tells(`${no} 退回，理由：门装了没有锁`)
    expect(await stateOf(no)).toBe('rectifying')
    expect(w.to(owner.id, from).join()).toContain('门装了没有锁')
  })

  test('without a photo of afterwards nothing is closed: a department answered by words alone', async () => {
    const { no } = await hazard('国道边沟盖板断裂')
    await tells(`${no} 移交公路站`)
    expect(await byNo(no)).toMatchObject({ state: 'transferred', fields: { transferred_to: '公路站' } })
    w.clock.forward(1)
    await tells(`${no} 公路站答复：盖板已更换`)
    expect(await byNo(no)).toMatchObject({ state: 'recheck', fields: { transfer_answer: '盖板已更换' } })
    await tells(`${no} 复查通过`)
    expect(await stateOf(no)).toBe('recheck')
    expect(answer()).toContain('还没有整改后的照片')
    await w.says(officer(), p2p(officer()), `${no}`, { attachments: [photo()] })
    await tells(`${no} 复查通过`)
    expect(await stateOf(no)).toBe('cleared')
  })
})

describe('又出现了', () => {
  test.each(['又堵了', '没整改好，还是老样子', '又反弹了'])(
    '%s of anybody of the village opens it again; its owner and the officers hear who said what',
    async (said) => {
      const { no, owner } = await cleared(`${said.length}号楼楼道堆了杂物`)
      const from = w.sent.length
      await w.says(other(), p2p(other()), `${no} ${said}`)
      expect(await stateOf(no)).toBe('rectifying')
      expect(w.to(owner.id, from).join()).toContain(no)
      expect(w.to(officer().id, from).join()).toContain(said)
      expect(w.to(p2p(other()), from).join()).toContain('已重新列入整改')
    },
  )

  test('of another village nobody does; and of what is still open it moves nothing, but is heard', async () => {
    const { no } = await cleared('门楼旁井盖缺失')
    const far = w.person('grid_member', '石岭村', 1)
    await w.says(far, p2p(far), `${no} 又堵了`)
    expect(await stateOf(no)).toBe('cleared')
    const open = await toRecheck('下街桥墩冲空')
    const from = w.sent.length
    await w.says(other(), p2p(other()), `${open.no} 没整改好`)
    expect(await stateOf(open.no)).toBe('recheck')
    expect(w.to(officer().id, from).join()).toContain('说还没有整改好')
    expect(w.to(p2p(other()), from).at(-1)).toContain('还没有销号')
  })

  test('the photo of how it is again is no proof that it was put right', async () => {
    const { no, owner } = await cleared('祠堂天井积水')
    w.clock.forward(60)
    await w.says(reporter(), group(), `${no} 又堵了`, { attachments: [photo()] })
    expect(await stateOf(no)).toBe('rectifying')
    await w.says(owner, p2p(owner), `${no} 整改完成`)
    expect(w.to(p2p(owner)).at(-1)).toContain('还差一张')
  })
})

describe('回头看', () => {
  test('by a press or in words, with its result; a hazard that came back after it is open again', async () => {
    const one = await cleared('卫生室台阶松动')
    await w.presses(officer(), '没有反弹', undefined, of(one.no))
    expect(await byNo(one.no)).toMatchObject({ state: 'looked_back', fields: { look_back_result: '没有反弹' } })
    await tells(`${one.no} 又出现了`)
    expect(await stateOf(one.no)).toBe('rectifying')
    const two = await cleared('老码头石阶开裂')
    await tells(`${two.no} 回头看：没有反弹`)
    expect(await stateOf(two.no)).toBe('looked_back')
    const three = await cleared('篮球场灯杆锈蚀')
    await tells(`${three.no} 回头看：反弹了`)
    expect(await stateOf(three.no)).toBe('rectifying')
  })
})

describe('延期', () => {
  test('a reason in reply to a reminder opens a card; agreed, the term is later; whoever asked never decides', async () => {
    const { no, owner } = await hazard('小学围墙倾斜')
    await w.says(owner, p2p(owner), `${no} 材料没到，整改不了`)
    const asked = (await byNo(no)).fields.extension as { until: string; by: string }
    expect(asked).toMatchObject({ by: owner.id, until: '2026-12-08' })
    await w.says(owner, p2p(owner), `${no} 同意延期`)
    expect((await byNo(no)).dueOn).toBe('2026-12-01')
    await tells(`${no} 同意延期`)
    expect(await byNo(no)).toMatchObject({ dueOn: '2026-12-08' })
    expect((await byNo(no)).fields.extension).toBeUndefined()
    // what is decided is decided
    await w.presses(officer(), '同意', undefined, card(no))
    expect(answer()).toContain('没有等着答复的延期申请')
  })

  test('refused with a reason, which is asked for; the term stands and the asker hears why', async () => {
    const { no, owner } = await hazard('码头护栏断裂')
    await w.says(owner, p2p(owner), `${no} 申请延期到12月20日，材料没到`)
    await w.presses(officer(), '不同意', {}, card(no))
    expect(answer()).toContain('请说明不同意的理由')
    const from = w.sent.length
    await w.presses(officer(), '不同意', { reason: '春节前必须修好' }, card(no))
    expect(await byNo(no)).toMatchObject({ dueOn: '2026-12-01' })
    expect(w.to(owner.id, from).join()).toContain('没有同意延期：春节前必须修好')
  })
})

describe('beside the way', () => {
  test('不属实, 移交, 转执法, 挂牌督办, 恢复: an officer’s alone, in words and by buttons', async () => {
    const { no, owner } = await hazard('苗圃水池没有围栏')
    for (const text of ['不属实', '移交城管办', '转执法', '挂牌督办']) {
      await w.says(owner, p2p(owner), `${no} ${text}`)
      expect(await byNo(no)).toMatchObject({ state: 'registered' })
      expect(w.to(p2p(owner)).at(-1)).toContain('这一步要由')
    }
    await tells(`${no} 挂牌督办`)
    expect((await byNo(no)).fields.listed_supervision).toBeTruthy()
    await tells(`${no} 取消挂牌督办`)
    expect((await byNo(no)).fields.listed_supervision).toBeUndefined()
    await w.presses(officer(), '更多处理', undefined, of(no))
    await w.presses(officer(), '移交部门', { to: '水利站' }, of(no))
    expect(await byNo(no)).toMatchObject({ state: 'transferred', fields: { transferred_to: '水利站' } })
    await tells(`${no} 收回`)
    expect(await stateOf(no)).toBe('registered')
    const from = w.sent.length
    await tells(`${no} 不属实，理由：水池早已填平`)
    expect(await stateOf(no)).toBe('untrue')
    expect(w.to(group(), from).join()).toContain('不属实')
    await tells(`${no} 恢复`)
    expect(await stateOf(no)).toBe('registered')
  })

  test('转执法 gives the officer a hand-over sheet of facts; it is over when the result is entered', async () => {
    const { no } = await hazard('烟花零售点超量存放')
    const from = w.sent.length
    await tells(`${no} 转执法`)
    expect(await stateOf(no)).toBe('enforcement')
    const sheet = w.to(p2p(officer()), from).find((t) => t.includes('移送单'))!
    expect(sheet).toContain('烟花零售点超量存放')
    expect(sheet).toContain('由执法人员依法决定')
    await tells(`${no} 执法结果：责令改正，已清退`)
    expect(await byNo(no)).toMatchObject({ state: 'closed', fields: { enforcement_result: '责令改正，已清退' } })
  })
})

test('拒不整改 is put before the officers with the sheet, and changes nothing by itself', async () => {
  const { no, owner } = await hazard('土菜馆后厨私拉电线')
  const from = w.sent.length
  await w.says(owner, p2p(owner), `${no} 老板拒不整改，说没钱`)
  const task = w.to(officer().id, from).find((t) => t.includes('拒不整改'))!
  expect(task).toContain(`请决定转执法还是上报：${no}`)
  expect(task).toContain('老板拒不整改，说没钱')
  expect(await stateOf(no)).toBe('registered')
  await w.presses(officer(), '转执法', undefined, card(no))
  expect(await stateOf(no)).toBe('enforcement')
})

test('隐患有多少条超期 is answered of the whole station to who watches it, of their village and own to others', async () => {
  await w.says(officer(), p2p(officer()), '隐患有多少条超期')
  const all = answer()
  expect(all).toMatch(/^全镇没销号的隐患（超期）\d+条：.*超期\d+条/)
  const far = w.person('grid_member', '石岭村', 1)
  await w.says(far, p2p(far), '隐患有多少条超期')
  expect(w.to(p2p(far)).at(-1)).toMatch(/^您村里和名下|没有记录到/)
})

test('words of the loop that are asked, or said of something else, move nothing', async () => {
  const { no } = await cleared('凉亭柱子开裂')
  for (const text of [`${no} 又堵了吗？`, `${no} 复查通过了没有`, '今天又下雨了', '路又断了'])
    await w.says(other(), p2p(other()), text)
  expect(await stateOf(no)).toBe('cleared')
})

test('a sensitive reason is put before the officers and said to nobody else', async () => {
  const { no, owner } = await toRecheck('老井井盖没锁')
  const from = w.sent.length
  await tells(`${no} 退回，理由：有人投毒的痕迹还在`)
  expect(await byNo(no)).toMatchObject({ state: 'rectifying', fields: { restricted: true } })
  const told = w.sent.slice(from).filter((s) => JSON.stringify(s.message).includes('投毒'))
  expect(told.map((s) => s.chat).filter((chat) => chat && chat !== p2p(officer()))).toEqual([])
  expect(told.map((s) => s.account)).not.toContain(owner.id)
})

test('words said in another state, by another name, or of two numbers: each answered as it stands', async () => {
  const one = await hazard('油坊电机没有防护罩')
  const two = await hazard('碾坊电机没有防护罩')
  await tells(`和 ${two.no} ${one.no} 是同一条`)
  await tells(`${two.no} 和 ${one.no} 是同一条`)
  expect([await stateOf(one.no), await stateOf(two.no)].sort()).toEqual(['duplicate', 'registered'])
  const { no, owner } = await hazard('榨房门口坑洞')
  await tells(`${no} 定为重大`)
  expect(answer()).toContain('定为重大隐患')
  await w.says(owner, p2p(owner), `${no} 责任人：张三；措施：回填`)
  expect(w.to(p2p(owner)).at(-1)).toContain('还差：资金、时限、预案')
  await tells(`${no} 不是重大`)
  await w.says(owner, p2p(owner), `${no} 预案：围挡`)
  expect(w.to(p2p(owner)).at(-1)).toContain('已补充到')
  w.clock.forward(20)
  await w.says(owner, p2p(owner), `${no} 整改完成`, { attachments: [photo()] })
  await w.says(owner, p2p(owner), `${no} 整改好了`)
  expect(w.to(p2p(owner)).at(-1)).toContain('现在是“待复查”')
  await w.says(owner, p2p(owner), `${no} 整改好了`, { attachments: [photo()] })
  expect(await w.rows('attachments', { recordId: (await byNo(no)).id })).toHaveLength(3)
  await tells(`${no} 整改不彻底`)
  expect(await stateOf(no)).toBe('rectifying')
  await tells(`${no} 已移交公路站`)
  expect(await stateOf(no)).toBe('transferred')
  await tells(`${no} 情况不属实`)
  expect(answer()).toContain('现在是“已移交部门”')
  await w.says(owner, p2p(owner), `${no} 申请延期3天，材料没到`)
  expect((await byNo(no)).fields.extension).toBeUndefined()
})
