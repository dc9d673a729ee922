/** Counts of people and households that nobody counted: kept in the words in which they were said. */
import { figuresIn } from './figures.ts'
import { AND_SOME, BETWEEN, NO_NUMBER } from './lexicon/about.ts'
import { anyOf } from './lexicon/words.ts'

const UNIT =
  '(?<unit>户|家(?=[的人，。被受进都]|$)|口|号人|人|(?:个|名|位)(?![村组小月])|(?=村民|群众|老乡|学生|工人|老人|游客))'
const LOOSE = new RegExp(
  `(?<n>${anyOf(NO_NUMBER)}|[一二两三四五六七八九零百]{0,4}[十百](?:${anyOf(AND_SOME)})|\\d{1,4}(?:${anyOf(AND_SOME)})|(?:${anyOf(BETWEEN)})[十百]?)(?<mark>号(?=人|个)|来号)?\\s?${UNIT}`,
  'g',
)
/** 一两个, 三四五组: of a list of names, or of an order. */
const NOT_COUNTED = /[第初、]$/
/** Stands for a number while it is found what is counted; more people than any township has, so that it is nobody's figure. */
const STAND_IN = 970_001

/** The field of what is only known about a figure. */
export const aboutOf = (field: string): string => `${field}_about`

/** A text in which such counts are numbers that nobody can mean, and the words that each stands for. */
export function looseIn(text: string): { plain: string; wordsOf(value: unknown): string | undefined } | undefined {
  const said: string[] = []
  const plain = text.replace(LOOSE, (all, ...rest) => {
    const { n, mark = '', unit } = rest.at(-1) as Record<string, string>
    const [at] = rest.slice(-3) as [number]
    if (NOT_COUNTED.test(text.slice(Math.max(0, at - 1), at))) return all
    said.push(`${n}${mark === '来号' ? '来' : ''}${/户|家/.test(unit!) ? '户' : '人'}`)
    return `${STAND_IN + said.length - 1}${unit === '号人' ? '人' : unit || '名'}`
  })
  return said.length ? { plain, wordsOf: (value) => said[Number(value) - STAND_IN] } : undefined
}

/** 十几人 by the field that it is the figure of. */
export function aboutIn(text: string): [field: string, words: string][] {
  const loose = looseIn(text)
  if (!loose) return []
  return figuresIn(loose.plain).flatMap(({ field, value }): [string, string][] => {
    const words = loose.wordsOf(value)
    return words && COUNTED.test(field) ? [[field, words]] : []
  })
}
const COUNTED = /^(?:deaths|missing|injured|trapped|rescued)$|_(?:people|households)$/
