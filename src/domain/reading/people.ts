import { BESIDE_NAMES } from './lexicon/beside-names.ts'
import { anyOf, listed } from './lexicon/words.ts'
import { plainName } from './names.ts'
import type { CompiledGazetteer } from './places.ts'

/** Names of people: a surname and what follows, where the words around leave it standing alone. */
const COMPOUND = '欧阳|司马|上官|诸葛|皇甫|尉迟|夏侯|东方|公孙|慕容|司徒|令狐|端木'
const SURNAMES =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲台从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殴沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖涂覃占闫佘代岳帅曲付阳'
const NAME = new RegExp(`^(?:(?:${COMPOUND})[\\u4e00-\\u9fa5]{1,2}|[${SURNAMES}][\\u4e00-\\u9fa5]{1,2})$`)

/** Words that stand next to names and are none; taken out before names are looked for. */
const WORDS = new RegExp(anyOf(...BESIDE_NAMES), 'g')

/** Before a name with dots, no part of it. */
const LEAD = /^(?:报告人|填报|值班|夜班|白班|签到|签退|打卡|安监|森防|到位|驾驶员是|今天|是|和|与|跟|由|顶|我)+/
/** 古丽米热·艾比布力: a name with dots is as long as it is. */
const DOTTED = /[\u4e00-\u9fa5]{1,8}(?:[·•‧・][\u4e00-\u9fa5]{1,8}){1,3}/g
/** 老葛, 小彤, 阿榕, 兰姐: what somebody is called. */
const CALLED = /^(?:[老小阿][\u4e00-\u9fa5]{1,2}|[\u4e00-\u9fa5][叔姐哥婶伯姨仔工])$/
const NOT_CALLED = new Set(
  listed(
    '小心 小雨 小学 小区 小车 小河 小孩 小时 小组 小路 老街 老桥 老人 老屋 老师 老板 老乡 老样 老表 老百姓 老地方 老规矩 小伙 小事 施工 民工 工',
  ),
)

/** Every name in a text with where it stands. */
export function namesIn(whole: string): { name: string; at: number }[] {
  const out: { name: string; at: number }[] = []
  const text = whole.replace(DOTTED, (name, at: number) => {
    const own = name.replace(LEAD, '')
    out.push({ name: own.replace(/[•‧・]/g, '·'), at: at + name.length - own.length })
    return ' '.repeat(name.length)
  })
  const blank = text.replace(WORDS, (w) => ' '.repeat(w.length))
  for (const m of blank.matchAll(/[\u4e00-\u9fa5]{2,4}/g))
    if (
      (NAME.test(m[0]) || (CALLED.test(m[0]) && !NOT_CALLED.has(m[0]))) &&
      !/[组村社队]/.test(text[m.index + m[0].length] ?? '')
    )
      out.push({ name: m[0], at: m.index })
  return out.sort((a, b) => a.at - b.at)
}

/** The same, the roster's own names first, of any form; what is left of the text is looked through by surnames. */
export function rosterNamesIn(text: string, people: CompiledGazetteer['people']): { name: string; at: number }[] {
  const out: { name: string; at: number }[] = []
  let rest = text
  for (const [plain, name] of people) {
    for (const form of new Set([name, plain]))
      rest = rest.replaceAll(form, (found, at: number) => {
        out.push({ name, at })
        return ' '.repeat(found.length)
      })
  }
  return [...out, ...namesIn(rest)].sort((a, b) => a.at - b.at)
}

const SPEAKER =
  /(?:报告人|填报人|上报人|联系人|报送人|报灾人|反映人|填表人|我是(?:信息员|网格员|护林员|值班员)?|我叫|(?:信息员|网格员|护林员|值班员)[:：])[:：\s]{0,2}/g

/** The roster's own name after a word that says who speaks, whatever it is written with; the longest that fits. */
export function rosterReporterIn(text: string, people: CompiledGazetteer['people']): string | undefined {
  for (const m of text.matchAll(SPEAKER)) {
    const after = plainName(text.slice(m.index + m[0].length, m.index + m[0].length + 40))
    const found = people.find(([plain]) => after.startsWith(plain))
    if (found) return found[1]
  }
  return undefined
}

/** 报告人：何永福, 我是欧阳俊, 护林员罗春生报告: who speaks. */
export function reporterIn(text: string): string | undefined {
  const m =
    /(?:报告人|填报人|上报人|联系人|报送人|报灾人|反映人|填表人|信息员|网格员|护林员|值班员|我是|我叫)[:：\s]{0,2}([\u4e00-\u9fa5]{2,4})/.exec(
      text,
    )
  if (!m) return undefined
  // a name with a dot in it is as long as it is
  const dotted = /^[\p{Script=Han}]{1,12}(?:[·•‧・][\p{Script=Han}]{1,12}){1,3}/u.exec(
    text.slice(text.indexOf(m[1]!, m.index)),
  )
  if (dotted) return dotted[0].replace(/[•‧・]/g, '·')
  for (let n = Math.min(4, m[1]!.length); n >= 2; n--) {
    const name = m[1]!.slice(0, n).replace(/(?:报告|上报|报|汇报|电话|联系|反映)$/, '')
    if (NAME.test(name) && !/^(?:在|到|上|下|今|昨|刚|发|巡|报|已)/.test(name))
      return name.length === 3 && /[报电汇联反说在]$/.test(name) ? name.slice(0, 2) : name
  }
  return undefined
}
