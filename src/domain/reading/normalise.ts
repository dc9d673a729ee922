/** One plain form of a text before anything is read from it: width, invisible characters, spaces. */

/** Control characters, which no keyboard writes; a line's end and a tab stay. */
const CONTROL = /[^\P{Cc}\t\n]/gu
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]/g
const EMOJI = /[\u{1F000}-\u{1FAFF}\u{2600}-\u{27BF}]|\u{FE0F}/gu

/** Full-width letters, digits and signs become half-width; invisible and direction marks go; sentence marks stay Chinese. */
export function normalise(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(CONTROL, (c) => (c === '\r' ? '\n' : ''))
    .replace(EMOJI, ' ')
    .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0b\uff05\uff0f\uff0d\uff0e\uff5c]/g, (c) =>
      String.fromCharCode(c.charCodeAt(0) - 0xfee0),
    )
    .replace(/\u3000/g, ' ')
    .replace(/[ \t]+/g, (s) => (s.includes('\t') ? '\t' : ' '))
}

/** Orders to the machine, code and markup inside a message are data: cut out, so that no figure or word in them counts. */
export const withoutInjection = (text: string): string =>
  statementsOf(text)
    .filter((said) => !ORDERS.test(said))
    .join('')

/** Of the statements that give orders to the machine the clauses that give none: what is told in one breath with an order. */
export const besideOrders = (text: string): string[] =>
  statementsOf(text)
    .filter((said) => ORDERS.test(said))
    .flatMap((said) => said.split(/[，,、\s]/))
    .filter((clause) => clause && !ORDERS.test(clause))

const statementsOf = (text: string): string[] =>
  text
    .split('\n')
    .map(withoutJson)
    .join('\n')
    .replace(/<(script|style)\b[^>]{0,200}>[^<]{0,2000}<\/\1>/gi, ' ')
    .replace(FORMULA, ' ')
    .replace(/https?:\/\/[\w./?=&%#:~-]{1,300}/gi, ' ')
    .replace(/<\/?[a-zA-Z][^<>\n]{0,200}>/g, ' ')
    .split(/(?<=[\n。！!；;])/)

/** A spreadsheet's formula up to the bracket that closes it, or, where none does, up to the first Chinese character. */
const FORMULA =
  /^[=+@-][A-Za-z]{2,12}\((?:(?:[^()"\n]|"[^"\n]{0,300}"|\([^()\n]{0,100}\)){0,300}\)|[^\n\u4e00-\u9fa5]{0,300})/gm

/** Pasted card JSON: from each `{"` of a line to the brace that closes it, or to the last one there. */
function withoutJson(line: string): string {
  const from = line.search(/\{\s?["']/)
  const last = line.lastIndexOf('}')
  if (from < 0 || last < from) return line
  let depth = 0
  let to = last
  for (let i = from; i <= last; i++) {
    if (line[i] === '{') depth += 1
    else if (line[i] === '}') depth -= 1
    if (depth) continue
    to = i
    break
  }
  return `${line.slice(0, from)} ${withoutJson(line.slice(to + 1))}`
}

const FORGET = '忽略(?:以上|之前|前面|你的|所有|上述|此前)[^，。]{0,8}(?:规则|指令|设定|要求|提示|内容|限制)'
const COMMANDS = '(?:系统|开发者|管理员)(?:指令|提示|消息|命令)'
const SPEAKERS = String.raw`(?:SYSTEM|ASSISTANT|USER|PROMPT)\s{0,3}[:：]`
const SQL = String.raw`(?:DROP|DELETE|INSERT|UPDATE|SELECT|ALTER|TRUNCATE)\s{1,5}(?:TABLE|FROM|INTO|\*|SET)`
const ROLE = '提示词|你现在是|从现在(?:起|开始)你|扮演(?!者)|越狱'
const ENGLISH = 'ignore (?:all|previous|the)|disregard|you are now|jailbreak'
const ORDERS = new RegExp([FORGET, COMMANDS, SPEAKERS, SQL, ROLE, ENGLISH].join('|'), 'i')
