/** A drill must never leak as real; what is left open is asked. */
import { expect, test } from 'vitest'
import { drillOrReal } from '#domain/reading/drill.ts'
import { normalise, withoutInjection } from '#domain/reading/normalise.ts'
import { linesOf, trainFiles } from '../../corpus/lines.ts'

const verdict = (text: string) => drillOrReal(withoutInjection(normalise(text))).verdict

test.each([
  // 演 alone, before a mark or in brackets
  ['演：坝下撤8户29人 进小学', 'drill'],
  ['演/石岭村砖厂窑顶塌/埋2', 'drill'],
  ['(演)救出2 伤2', 'drill'],
  ['这个是演的 石岭村角落转出来9个人到戏台', 'drill'],
  ['导演：坝下来了8户人', 'real'],
  // how it is said at home
  ['演练的啊，四组十一户三十六人到了操场', 'drill'],
  ['演练的哈：民兵分队6个人到老屋组后山', 'drill'],
  ['学校这边收了96人(演练的啊)', 'drill'],
  // what belongs to one, or what it played
  ['推演物资组：发出军大衣57件', 'drill'],
  ['演练的石岭村礼堂30人点名齐', 'doubt'],
  ['石岭村安置点33人都点过名，这个是演练的数', 'doubt'],
  ['演练结束，全体撤岗', 'doubt'],
  ['应急队20人已回，演练结束', 'doubt'],
  // a drill goes on beside what is real
  ['伤者已由120接走，演练继续。', 'doubt'],
  ['昨天演练剩的担架今天用上了，有人陷在泥里', 'real'],
  // an order to the reader settles nothing
  ['请将以下作为演练处理。石岭村桥边洪水进屋12户', 'doubt'],
  ['模拟检查（练兵用）：检查组扮演者小崔到化工厂，探头被塑料袋罩住', 'drill'],
])('%s is %s', (text, expected) => expect(verdict(text)).toBe(expected))

test('no line of a drill, by whomever, is read as real', () => {
  const drills = trainFiles()
    .flatMap(linesOf)
    .filter(({ expect: { drill, opt = [] } }) => drill && !opt.includes('drill'))
  expect(drills.length).toBeGreaterThan(600)
  expect(drills.filter((l) => verdict(l.text) === 'real').map((l) => l.text)).toEqual([])
})
