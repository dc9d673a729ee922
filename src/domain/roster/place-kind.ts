/** Which kind of place or unit a word of a sheet means: the kind itself, or what a township calls such units. */
import { PLACE_KINDS, type PlaceKind } from '../kernel/roster.ts'

const CALLED: readonly (readonly [PlaceKind, RegExp])[] = [
  ['危化烟花', /加油站|加气站|液化气|换瓶|储配站|烟花|爆竹|危化|危险化学|农药/],
  ['养老机构', /养老|敬老|福利院|幸福院/],
  ['学校', /学校|小学|中学|幼儿园|托管/],
  ['卫生院', /卫生院|卫生室|医院|诊所/],
  ['农家乐', /农家乐|民宿|客栈|旅馆|宾馆|酒店/],
  ['餐饮燃气', /餐饮|餐馆|饭店|饭馆|餐厅|酒楼|小吃|烧烤|火锅|燃气/],
  ['集市商场', /市场|超市|商场|集市|商店|商铺|店铺|网吧|KTV|浴室/],
  ['经营性自建房', /自建房|出租房|公寓/],
  ['在建工地', /工地|项目部/],
  ['水域', /水域|渡口|码头|溺水|水潭|鱼塘/],
  ['生产企业', /企业|工厂|厂$|厂房|作坊|车间|公司|仓库|冷库|养殖场|合作社/],
]

/** Undefined where the word means none. */
export const placeKind = (said: string): PlaceKind | undefined =>
  PLACE_KINDS.find((kind) => kind === said) ?? CALLED.find(([, words]) => words.test(said))?.[0]
