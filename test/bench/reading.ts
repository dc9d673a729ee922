/** How fast a message is read: the corpus' median, the longest messages, and inputs made to hurt. */
import { readFileSync } from 'node:fs'
import { VILLAGES } from '#db/seed/town.ts'
import { compileGazetteer, read } from '#domain/reading/read.ts'
import { type Figure, figure } from '../world/processes.ts'

const LONG = 10_000
/** Pieces that patterns may trip over, repeated to fill a message. */
const PIECES =
  '一 1 村 被 有 没有 不是 转移 其中 损失 K1+ （ 【 [ < {" ① / - ： 时间： 隐患： 报告人： 3户 1户3人 石岭村 滑坡了， 要是 安置在 交班 演练 号 月 水 电 路 山 人 的 在 到 请 护栏 塌 , \n \t a'.split(
    ' ',
  )
const SENT = '2026-07-08T08:00:00+08:00'

export async function reading(short: boolean): Promise<Record<string, Figure>> {
  const places = compileGazetteer({ villages: VILLAGES.map((name) => ({ name })) })
  const lines = ['public', 'own'].flatMap((set) =>
    readFileSync(`test/corpus/${set}.jsonl`, 'utf8')
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l) as { text: string; sent_at: string }),
  )
  const once = (text: string, sentAt = SENT) => {
    const from = performance.now()
    read({ text, sentAt }, places)
    return performance.now() - from
  }
  const medians: number[] = []
  for (let round = 0; round < (short ? 5 : 15); round++) {
    const ms = lines.map((m) => once(m.text, m.sent_at)).sort((a, b) => a - b)
    if (round > 1) medians.push(ms[ms.length >> 1]!)
  }
  const filled = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
  const best = (text: string) => Math.min(...Array.from({ length: 3 }, () => once(text)))
  const prose = lines.filter((l) => l.text.length > LONG / 2).map((l) => best(l.text.slice(0, LONG)))
  const hurt = PIECES.map((p) => best(filled(p, LONG)))
  // ten times the text should cost about ten times the time
  const growth = PIECES.map((p) => best(filled(p, LONG)) / Math.max(0.2, best(filled(p, LONG / 10))))
  return {
    'reading.median': figure(medians, 'ms', { most: 0.3 }),
    'reading.10k_prose': figure(prose, 'ms', { most: 10 }),
    'reading.10k_hostile_worst': figure([Math.max(...hurt)], 'ms', { most: 10 }),
    'reading.growth_10x_worst': figure([Math.max(...growth)], '× for 10× the text', { most: 25 }),
  }
}
