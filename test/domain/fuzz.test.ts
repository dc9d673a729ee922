/**
 * Whatever is read, in whatever form: nothing throws, and four times the text costs about four times the time. For each
 * reader its slowest text is printed. Channels' and workbooks' readers have their own tests of hostile bodies.
 */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { airingIn } from '#domain/broadcast/command.ts'
import { readFeed } from '#domain/cap/feed.ts'
import { parseCap } from '#domain/cap/parse.ts'
import { readWarning } from '#domain/cap/text.ts'
import { questionIn } from '#domain/dialog/ask.ts'
import type { MessageEvent } from '#domain/kernel/message.ts'
import { cleanText } from '#domain/kernel/privacy.ts'
import { pairsIn, tableIn } from '#domain/reading/clauses.ts'
import { drillOrReal } from '#domain/reading/drill.ts'
import { figuresIn } from '#domain/reading/figures.ts'
import { plainName } from '#domain/reading/names.ts'
import { normalise } from '#domain/reading/normalise.ts'
import { numberOf } from '#domain/reading/numbers.ts'
import { compileGazetteer, read } from '#domain/reading/read.ts'
import { timesIn } from '#domain/reading/times.ts'
import { releaseIn } from '#domain/roster/accounts.ts'
import { cellText, listOf, readMoment, readPhone, readRoles, tight } from '#domain/roster/cells.ts'
import { saidIn } from '#domain/warning/answer-said.ts'
import { wordsWith } from '#domain/warning/answer-words.ts'

const SENT = '2026-07-08T08:00:00+08:00'
const tz = 'Asia/Shanghai'
const places = compileGazetteer({ villages: [{ name: '石岭村' }] })
const words = wordsWith([])
/** The longest message that is read; a warning and a list may be longer. */
const LONGEST = 20_000

const alert = (text: string) =>
  `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${text}</identifier></alert>`
/** Said in private, where every form of a question counts. */
const said = (text: string): MessageEvent => ({
  ...{ type: 'message', channel: 'web', eventId: 'e', messageId: 'm', at: SENT, text },
  ...{ chat: { id: 'p2p:a', kind: 'p2p' }, sender: { account: 'a' }, attachments: [] },
  ...{ mentionsBot: false, mentionsAll: false },
})

const PARSERS: Record<string, (text: string) => unknown> = {
  'a message': (text) => read({ text, sentAt: SENT }, places),
  'its form': normalise,
  times: (text) => timesIn(text, SENT),
  figures: figuresIn,
  'a number': numberOf,
  pairs: pairsIn,
  'a table': tableIn,
  'an answer': (text) => saidIn(text, words),
  'a drill or not': (text) => drillOrReal(text),
  'a name': plainName,
  'a question': (text) => questionIn({ event: said(text), account: '' }, said(text)),
  'a broadcast command': airingIn,
  'a release': releaseIn,
  'a warning text': (text) => readWarning(text, { sentAt: new Date(SENT), tz }),
  'CAP, its words': (text) => parseCap(alert(text)),
  'CAP, its form': parseCap,
  'an entry of the list': (text) =>
    readFeed(
      { alertData: [{ identifier: '1', headline: text, description: text, sendTime: '2026-07-08 08:00:00' }] },
      tz,
    ),
  'a cell': (text) => [cellText, tight, readMoment, readPhone, readRoles, listOf].map((form) => form(text)),
  'what goes to the log': cleanText,
}

/** What people write, and what leads the readers on. */
const PIECES = [
  ...'@@ 1一十万半，。；：、:;,.-—_/|（）()[]【】<>&"\'#*?？!！=\n\t\u3000\u200b\ufe0f\ud83d\0',
  ...[
    '收到',
    '白班',
    '石岭村',
    '3组',
    '转移',
    '的有',
    '12户',
    '被困',
    '房屋',
    '没有',
    '不是',
    '改为',
    '演练',
    '实战',
    '请',
  ],
  ...[
    '预警',
    '暴雨',
    '红色',
    '县气象台',
    '发布',
    '解除',
    '年月日',
    '07月12日08时30分',
    '今天',
    '明天下午',
    '3点半',
    '小时',
  ],
  ...[
    '上报：',
    '姓名:',
    '巡查',
    '和及',
    '安安',
    '转给',
    '广播 ',
    '解绑',
    '镇',
    '乡',
    '区',
    '14:',
    'http://',
    '<script',
    ']]>',
  ],
  ...['&amp;', '<a>', '</a>', '<!--', '一二三', '1,000', '0.5', '①', '㊙', '中旬', 'bearer ', '\r\n', '😀', '已', '了'],
]
const text = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ unit: 'binary', maxLength: 6 })), {
    minLength: 1,
    maxLength: 60,
  })
  .map((parts) => parts.join(''))
const unit = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''))

const filled = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)

/** Milliseconds of this process's own work: a busy machine is no fault of a reader. */
function costOf(work: () => unknown): number {
  const from = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1000
}

test.each(Object.entries(PARSERS))('%s', { timeout: 120_000 }, (name, parse) => {
  let slowest = { ms: 0, text: '' }
  const cost = (said: string) => {
    const ms = costOf(() => parse(said))
    if (ms > slowest.ms) slowest = { ms, text: said }
    return ms
  }
  fc.assert(
    fc.property(text, (said) => void cost(said)),
    { numRuns: 200 },
  )
  const grows = (piece: string, tail: string) => {
    const whole = filled(piece, LONGEST - tail.length) + tail
    if (cost(whole) < 100) return
    // measured again, since once may be the engine's own housekeeping
    const [all, quarter] = [whole, filled(piece, LONGEST / 4 - tail.length) + tail].map((said) =>
      Math.min(cost(said), cost(said), cost(said)),
    )
    expect(all! < 100 || all! < 9 * quarter!, `${JSON.stringify(piece)}: ${quarter} ms → ${all} ms`).toBe(true)
  }
  for (const piece of PIECES) grows(piece, '')
  fc.assert(fc.property(unit, fc.constantFrom('', '白班', '。', 'x', '\n'), grows), { numRuns: 60 })
  const shown = JSON.stringify(slowest.text.slice(0, 40))
  console.log(`${name}: slowest ${slowest.ms.toFixed(1)} ms, ${slowest.text.length} characters, ${shown}`)
})
