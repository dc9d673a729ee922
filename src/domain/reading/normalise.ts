/** One plain form of a text before anything is read from it: width, invisible characters, spaces. */

const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]/g
const EMOJI = /[\u{1F000}-\u{1FAFF}\u{2600}-\u{27BF}]|\u{FE0F}/gu

/** Full-width letters, digits and signs become half-width; invisible and direction marks go; sentence marks stay Chinese. */
export function normalise(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(EMOJI, ' ')
    .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0b\uff05\uff0f\uff0d\uff0e]/g, (c) =>
      String.fromCharCode(c.charCodeAt(0) - 0xfee0),
    )
    .replace(/\u3000/g, ' ')
    .replace(/[ \t]+/g, (s) => (s.includes('\t') ? '\t' : ' '))
}

/** Orders to the machine, code and markup inside a message are data: cut out, so that no figure or word in them counts. */
export function withoutInjection(text: string): string {
  return text
    .split('\n')
    .map(withoutJson)
    .join('\n')
    .replace(/<(script|style)\b[^>]{0,200}>[^<]{0,2000}<\/\1>/gi, ' ')
    .replace(/^[=+@-][A-Za-z]{2,12}\([^\n]{0,300}/gm, ' ')
    .replace(/https?:\/\/[\w./?=&%#:~-]{1,300}/gi, ' ')
    .replace(/<\/?[a-zA-Z][^<>\n]{0,200}>/g, ' ')
    .split(/(?<=[\n。！!；;])/)
    .filter((s) => !ORDERS.test(s))
    .join('')
}

/** Pasted card JSON: from the first `{"` of a line to its last brace. */
function withoutJson(line: string): string {
  const from = line.search(/\{\s?["']/)
  if (from < 0) return line
  const to = line.lastIndexOf('}')
  return to > from ? `${line.slice(0, from)} ${line.slice(to + 1)}` : line
}

const FORGET = '忽略(?:以上|之前|前面|你的|所有|上述|此前)[^，。]{0,8}(?:规则|指令|设定|要求|提示|内容|限制)'
const COMMANDS = '(?:系统|开发者|管理员)(?:指令|提示|消息|命令)'
const SPEAKERS = String.raw`(?:SYSTEM|ASSISTANT|USER|PROMPT)\s{0,3}[:：]`
const SQL = String.raw`(?:DROP|DELETE|INSERT|UPDATE|SELECT|ALTER|TRUNCATE)\s{1,5}(?:TABLE|FROM|INTO|\*|SET)`
const ROLE = '提示词|你现在是|从现在(?:起|开始)你|扮演(?!者)|越狱'
const ENGLISH = 'ignore (?:all|previous|the)|disregard|you are now|jailbreak'
const ORDERS = new RegExp([FORGET, COMMANDS, SPEAKERS, SQL, ROLE, ENGLISH].join('|'), 'i')
