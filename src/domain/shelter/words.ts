/** Sentences of shelters. */

export const shelterWords = {
  nonePlaced: '没有登记这里的避灾点，请问值班室。',
  placed: (n: number) => `登记的避灾点${n}处：`,
  placeLine: (name: string, owner?: string) => `${name}${owner ? `，负责人${owner}` : ''}`,
  noneTold: '没有记录到避灾点住了人。',
  nameless: '没说名字的安置点',
  inAll: (n: number, people: number) => `开着的避灾点${n}处，共住${people}人：`,
  toldLine: (name: string, state: string, when: string) => `${name}：${state}（${when}报）`,
  state: (action: string, people?: number, households?: number) =>
    [action, households === undefined ? '' : `${households}户`, people === undefined ? '' : `${people}人`]
      .filter(Boolean)
      .join(' ') || '人数没有报',
  shelterKept: (no: string, what: string) => `已记安置点 ${no}：${what || '内容待补'}。`,
} as const
