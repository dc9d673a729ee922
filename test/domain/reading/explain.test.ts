/** `npm run parse -- --explain`: why a message is read as it is, on one screen. */
import { expect, test } from 'vitest'
import { VILLAGES } from '#db/seed/town.ts'
import { compileGazetteer } from '#domain/reading/read.ts'
import { explained } from '#src/cli/explain.ts'

const places = compileGazetteer({ villages: VILLAGES.map((name) => ({ name })) })
const said = (text: string) => {
  const lines = explained({ text, chat: 'group', sentAt: '2026-11-28T14:20:00+08:00' }, places)
  expect(lines.length).toBeLessThan(24)
  return lines.join('\n')
}

test('a report: how sure, by which pieces, and each field with its words', () => {
  const why = said('石岭村后山塌了，两个人被埋，快来人')
  expect(why).toMatch(/^意图：险情（disaster_report），\d+%/)
  expect(why).toMatch(/最像：险情 \d+%.*，.+%，.+%/)
  expect(why).toContain('凭的是：整句的字')
  expect(why).toMatch(/支持：.*“塌/)
  expect(why).toContain('会问：不用问')
  expect(why).toContain('被困 trapped = 2 ← “两个人被埋”')
  expect(why).toContain('村 village = "石岭村"')
})

test('a hazard under its heading, whose term names no known day', () => {
  const why = said('隐患：老街社区5栋楼下消防通道被堵，请腊月廿八前清走')
  expect(why).toContain('意图：隐患（hazard_report）')
  expect(why).toMatch(/不利：.+/)
  expect(why).toContain('要求期限 deadline 没看懂 ← “腊月廿八”')
})

test('a drill said as one, with people hurt in it', () => {
  const why = said('【演练】双溪村8组滑坡，转移12人，1人受伤')
  expect(why).toMatch(/意图：险情.*，演练\n/)
  expect(why).toContain('演练：演练，“【演练】')
})

test('what is not sure says what would be asked', () => {
  const why = ['有点不对', '水又大了', '那边好像出事了', '桥那边不行了'].map(said)
  expect(why.join('\n')).toMatch(/会问：.+，由发话人选/)
})
