/** Warning texts to signals: who, when, what is done, kind, colour, area, horizon, guides, and what the law asks and the text does not say. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COLOUR_WORDS } from '#domain/cap/terms.ts'
import { missingOf, readWarning } from '#domain/cap/text.ts'
import { clockOf, dayOf } from '#domain/kernel/time.ts'
import { drillOrReal } from '#domain/reading/drill.ts'
import { NO_WARNING, TEXTS, type Written } from './texts.ts'

const tz = 'Asia/Shanghai'
const NOW = '2026-07-12T10:00:00+08:00'
const read = (text: string, sent = NOW) => readWarning(text, { sentAt: new Date(sent), tz })

/** What is read of a text, in the form of the table, as far as the table says. */
function summary({ text, sent, ...said }: Written): Omit<Written, 'text'> {
  const reading = read(text, sent)
  const { signals } = reading
  const first = signals[0]
  const forecast = signals.find((s) => s.action !== 'lift')?.horizon
  const all: Record<string, unknown> = {
    signals: signals.map((s) =>
      [
        s.action,
        s.kind ?? '-',
        s.colour ?? '-',
        s.before && `←${s.before.colour}`,
        s.area?.part && `@${s.area.text}`,
        s.standing && 'standing',
      ]
        .filter(Boolean)
        .join(' '),
    ),
    issuer: first?.issuer ?? null,
    at: first?.issuedAt ? `${dayOf(first.issuedAt, tz).slice(5)} ${clockOf(first.issuedAt, tz)}` : null,
    ahead: forecast?.hours ?? forecast?.text,
    area: first?.area?.text,
    guides: first?.guides.length,
    missing: missingOf(reading),
  }
  return Object.fromEntries(Object.keys(said).map((key) => [key, all[key]])) as unknown as Omit<Written, 'text'>
}

test.each(TEXTS)('$text', (written) => {
  const { text: _, sent: __, ...said } = written
  expect(summary(written)).toEqual(said)
})

test.each(NO_WARNING)('no warning: %s', (text) => expect(read(text).signals).toEqual([]))

describe('hundreds of forms, put together', () => {
  const issuer = fc.constantFrom('青溪县气象台', '泉南市青溪县气象台', '青溪县水利局', '青溪县自然资源局、青溪县气象局')
  const when = fc.constantFrom(
    '2026年07月12日08时30分',
    '07月12日08时30分',
    '12日08时30分',
    '2026-07-12 08:30',
    '7月12日8:30',
    '今天8时30分',
  )
  const verb = fc.constantFrom<[string, string]>(
    ['发布', 'issue'],
    ['继续发布', 'update'],
    ['更新发布', 'update'],
    ['升级发布', 'upgrade'],
    ['降级发布', 'downgrade'],
    ['解除', 'lift'],
  )
  const kind = fc.constantFrom(
    ...[
      '台风',
      '暴雨',
      '暴雪',
      '寒潮',
      '大风',
      '沙尘暴',
      '高温',
      '干旱',
      '雷电',
      '冰雹',
      '霜冻',
      '大雾',
      '霾',
      '道路结冰',
    ],
    ...[
      '雷雨大风',
      '强对流',
      '森林火险',
      '地质灾害气象风险',
      '山洪灾害气象风险',
      '渍涝风险',
      '短时强降水',
      '低温雨雪冰冻',
    ],
  )
  const colour = fc.constantFrom('red', 'orange', 'yellow', 'blue' as const)
  const ending = fc.constantFrom('预警信号', '预警')
  const hours = fc.constantFrom<[string, number]>(
    ['未来3小时', 3],
    ['6小时内', 6],
    ['未来24小时内', 24],
    ['未来两天', 48],
    ['今后十二小时', 12],
  )
  const area = fc.constantFrom('青溪镇、白石乡', '石岭村', '官桥镇、白石乡和云顶镇', '我县大部乡镇', '全县')
  const mark = fc.constantFrom('：', ':', '，')

  test('each part is read back, whatever the others are', () => {
    fc.assert(
      fc.property(
        issuer,
        when,
        verb,
        kind,
        colour,
        ending,
        mark,
        hours,
        area,
        (who, at, [does, action], what, how, end, m, [ahead, n], where) => {
          const { signals } = read(
            `${who}${at}${does}${what}${COLOUR_WORDS[how]}${end}${m}预计${ahead}${where}将受影响，请注意防范。`,
          )
          expect(signals).toMatchObject([
            {
              issuer: who,
              issuedAt: new Date('2026-07-12T08:30:00+08:00'),
              action,
              kind: what,
              colour: how,
              area: { text: where },
              horizon: action === 'lift' ? null : { hours: n },
            },
          ])
        },
      ),
      { numRuns: 400 },
    )
  })

  test('a change tells what it was and what it is', () => {
    const turn = fc.constantFrom('升级为', '降级为', '调整为', '变更为', '更新为')
    const part = fc.constantFrom('', '青溪镇、白石乡', '其余镇街')
    const rank = ['blue', 'yellow', 'orange', 'red']
    fc.assert(
      fc.property(
        issuer,
        when,
        part,
        kind,
        colour,
        colour,
        turn,
        fc.boolean(),
        (who, at, where, what, old, now, does, again) => {
          const text = `${who}${at}将${where}${what}${COLOUR_WORDS[old]}预警信号${does}${again ? what : ''}${COLOUR_WORDS[now]}预警信号。`
          const step = rank.indexOf(now) - rank.indexOf(old)
          expect(read(text).signals).toMatchObject([
            {
              action: step > 0 ? 'upgrade' : step < 0 ? 'downgrade' : 'update',
              kind: what,
              colour: now,
              before: { kind: what, colour: old },
              area: where ? { text: where, part: true } : null,
            },
          ])
        },
      ),
      { numRuns: 300 },
    )
  })

  test('two signals are two, whatever joins them', () => {
    const joint = fc.constantFrom('、', '和', '，', '，同时发布', '并发布')
    fc.assert(
      fc.property(
        issuer,
        when,
        fc.uniqueArray(kind, { minLength: 2, maxLength: 2 }),
        colour,
        colour,
        joint,
        (who, at, [a, b], c, d, j) => {
          const text = `${who}${at}发布${a}${COLOUR_WORDS[c]}预警信号${j}${b}${COLOUR_WORDS[d]}预警信号。`
          expect(read(text).signals).toMatchObject([
            { action: 'issue', kind: a, colour: c, issuer: who },
            { action: 'issue', kind: b, colour: d, issuer: who },
          ])
        },
      ),
      { numRuns: 200 },
    )
  })
})

test('places are listed one by one; the rest is the rest', () => {
  const [down, rest] = read(
    '青溪县气象台12日9时将平山街道、宝口镇暴雨橙色预警信号降级为黄色，其余镇街暴雨黄色预警信号仍生效。',
  ).signals
  expect(down?.area).toMatchObject({ places: ['平山街道', '宝口镇'], rest: false, part: true })
  expect(rest?.area).toMatchObject({ places: [], rest: true, part: true })
})

test('guides come without their numbers; decimals stay', () => {
  const text = TEXTS.find((t) => t.guides === 4)!.text
  expect(read(text).signals[0]?.guides).toEqual([
    '政府及有关部门按照职责做好防暴雨应急工作',
    '切断有危险的室外电源，暂停户外作业',
    '处于危险地带的单位应当停课、停业',
    '做好城市、农田的排涝，注意防范1.5米以上积水。',
  ])
})

test('the eight legal fields, each with what was found', () => {
  expect(read(TEXTS[0]!.text).legal).toEqual([
    { field: '种类', found: '暴雨' },
    { field: '级别', found: '橙色（Ⅱ级）' },
    { field: '开始时间', found: '预计未来3小时' },
    { field: '可能影响范围', found: '青溪镇、白石乡' },
    { field: '警示事项', found: '可能引发山洪' },
    { field: '应采取的措施', found: '请转移危险地带人员' },
    { field: '发布单位', found: '青溪县气象台' },
    { field: '发布时间', found: '2026-07-12T08:30:00+08:00' },
  ])
})

test('a lift owes no legal fields; a text that says nothing owes them all', () => {
  expect(missingOf(read('青溪县气象台12日9时解除暴雨橙色预警信号。'))).toEqual([])
  expect(missingOf(read('收到'))).toHaveLength(8)
})

test('a lift of a signal named by its time says which', () => {
  const [lift] = read('青溪县气象台12日9时解除06时20分发布的暴雨黄色预警信号').signals
  expect(lift?.follows).toEqual([{ issuedAt: new Date('2026-07-12T06:20:00+08:00') }])
})

test('codes and flags: the name wins, unknown kinds and pairs are taken and flagged', () => {
  const one = (text: string) => {
    const s = read(text).signals[0]!
    return [s.kind, s.code, s.colour, s.flags]
  }
  expect(one('发布暴雨红色预警')).toEqual(['暴雨', '11B03', 'red', []])
  expect(one('发布地质灾害橙色预警')).toEqual(['地质灾害气象风险', '11B37', 'orange', []])
  expect(one('发布冰雹蓝色预警')).toEqual(['冰雹', '11B15', 'blue', [{ flag: 'unknown_pair' }]])
  expect(one('发布回南天黄色预警')).toEqual(['回南天', null, 'yellow', [{ flag: 'unknown_kind' }]])
})

test('a drill says so; a text that denies it is real', () => {
  const drill = (text: string) => drillOrReal(text).verdict === 'drill'
  expect(drill('【演练】青溪县气象台发布暴雨红色预警信号')).toBe(true)
  expect(drill('（防汛演习）青溪县气象台发布暴雨红色预警信号')).toBe(true)
  expect(drill('不是演练！青溪县气象台发布暴雨红色预警信号')).toBe(false)
  expect(drill('青溪县气象台发布暴雨红色预警信号')).toBe(false)
})

test('widths, invisible characters and blanks do not matter', () => {
  const odd =
    '青溪县气象台 ２０２６ 年 ７ 月 １２ 日 ８ 时\u200b发布“暴雨\ufeff橙色”预警信号：未来 3 小时青溪镇有暴雨。'
  expect(read(odd).signals).toMatchObject([
    { issuer: '青溪县气象台', kind: '暴雨', colour: 'orange', issuedAt: new Date('2026-07-12T08:00:00+08:00') },
  ])
})

test('any text is read without throwing', () => {
  const words = fc.constantFrom(
    ...'发布 解除 将 升级为 暴雨 橙色 预警信号 青溪镇 、 ， 。 ： \n 12日 8时 至 1. 防御指南 县气象台 【 】 （ ） 未来 3小时 仍有效 的'.split(
      ' ',
    ),
    '\ud800',
    ' ',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(words, { maxLength: 60 }).map((w) => w.join('')),
      ),
      (text) => {
        expect(read(text).legal).toHaveLength(8)
      },
    ),
    { numRuns: 500 },
  )
})

test.each([
  ...[
    '暴雨橙色预警信号',
    '发布暴雨橙色预警信号',
    '将暴雨黄色升级为橙色',
    '暴雨橙色，',
    '仍有效，暴雨橙色，',
    '青溪镇、',
    '和镇',
    '县气象台',
  ],
  ...['12日8时至', '解除', '防御指南：', '1.', '\n', '(Ⅱ级', '预警类型：暴雨\n', '等', '未来3小时', '人民政府'],
])('hostile: twenty thousand characters of %j cost no more than a long text', (unit) => {
  const text = unit.repeat(Math.ceil(20_000 / unit.length))
  const began = performance.now()
  read(text)
  expect(performance.now() - began).toBeLessThan(10_000)
})
