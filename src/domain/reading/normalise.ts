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
    .replace(/\{"[^\n]{0,2000}\}/g, ' ')
    .replace(/<\/?[a-zA-Z][^<>\n]{0,200}>/g, ' ')
    .split(/(?<=[\n。！!；;])/)
    .filter((s) => !ORDERS.test(s))
    .join('')
}

const ORDERS =
  /忽略(?:以上|之前|前面|你的|所有)|系统指令|系统提示|SYSTEM\s{0,3}[:：]|(?:DROP|DELETE|INSERT|UPDATE|SELECT)\s{1,5}(?:TABLE|FROM|INTO|\*)|提示词|ignore (?:all|previous)/i
