/** What a warning's text says of its area and of its several signals, from the text to whom it is for. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Door, type Json, openDoor } from './door.ts'

let d: Door
beforeAll(async () => {
  d = await openDoor()
})
afterAll(() => d.world.close())

const say = async (original: string, confirm = false) =>
  (await d.ask('/api/v1/warnings', { method: 'POST', body: { original, confirm }, token: await d.as('feeder') })).body
const names = (w: Json): string[] => w.villages.map((v: Json) => v.name)
const where = (w: Json) => (w.villages.length ? names(w) : w.area.nowhere ? 'nowhere' : 'all')

describe('an area is what is warned of', () => {
  test.each([
    [
      'an observation is no area',
      '青溪县气象台2026年11月24日5时10分发布雷电黄色预警信号：过去1小时石岭村出现强雷电，预计未来2小时我县仍有雷电活动。',
      'all',
    ],
    [
      'an observation alone narrows nothing',
      '青溪县气象台2026年11月24日5时11分发布雷雨大风黄色预警信号：目前下坪村已出现9级阵风，请注意防范。',
      'all',
    ],
    [
      'these villages, named before',
      '青溪县气象台2026年11月24日5时12分发布暴雪黄色预警信号：过去6小时石岭村、云峰村已出现明显降雪，预计未来6小时上述村仍有大雪。',
      ['石岭村', '云峰村'],
    ],
    [
      'these townships, named before',
      '青溪县气象台2026年11月24日5时13分发布暴雪橙色预警信号：过去6小时青溪镇、白石乡已出现明显降雪，预计未来6小时上述乡镇仍有大雪。',
      'all',
    ],
    [
      'in brackets',
      '青溪县气象台2026年11月24日5时14分发布暴雨黄色预警信号（石岭村、下坪村）：请注意防范。',
      ['石岭村', '下坪村'],
    ],
    [
      'in brackets behind a change',
      '青溪县气象台2026年11月24日5时20分将暴雨黄色预警信号（青溪镇石岭村、下坪村）升级为暴雨橙色预警信号。',
      ['石岭村', '下坪村'],
    ],
    [
      'brackets that name no place',
      '青溪县气象台2026年11月24日5时21分发布大雾黄色预警信号（Ⅲ级/较重）：预计未来6小时云峰村有大雾。',
      ['云峰村'],
    ],
    [
      'what was seen there, and what is to come here',
      '青溪县气象台2026年11月24日5时22分发布大风黄色预警信号：截至5时石岭村最大阵风8级，预计未来6小时梅坑村、云峰村阵风可达9级。',
      ['梅坑村', '云峰村'],
    ],
  ] as [string, string, string | string[]][])('%s', async (_, original, area) =>
    expect(where(await say(original))).toEqual(area),
  )
})

describe('several signals in one message', () => {
  const many = async (text: string) => {
    const body = await say(text)
    return [body, ...body.also].map((w: Json) => [w.event, w.colour, where(w)])
  }
  test('clauses ①②③ each have their own area', async () => {
    expect(
      await many(
        '青溪县气象台2026年11月24日6时30分发布预警信号：①石岭村、下坪村：森林火险红色预警；②云峰村：森林火险橙色预警；③竹园村：大风蓝色预警。',
      ),
    ).toEqual([
      ['森林火险', 'red', ['石岭村', '下坪村']],
      ['森林火险', 'orange', ['云峰村']],
      ['大风', 'blue', ['竹园村']],
    ])
  })
  test('a part and the rest of one kind', async () => {
    expect(
      await many('青溪县气象台2026年11月24日6时40分发布石岭村暴雨红色预警信号，其余村发布暴雨橙色预警信号。'),
    ).toEqual([
      ['暴雨', 'red', ['石岭村']],
      ['暴雨', 'orange', d.world.roster.villages.map((v) => v.name).filter((n) => n !== '石岭村')],
    ])
  })
  test('a numbered list of what to do is no list of signals', async () => {
    expect(
      await many(
        '青溪县气象台2026年11月24日6时50分发布雷电黄色预警信号：预计未来6小时我县有雷电。①尽量不要外出；②远离大树和山顶；③关好门窗。',
      ),
    ).toEqual([['雷电', 'yellow', 'all']])
  })
})
