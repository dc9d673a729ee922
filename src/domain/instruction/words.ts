/** Sentences of what leaders want done. */

export const instructionWords = {
  /** In a group nothing of it is said again. */
  instructionKept: (no: string, what: string) => `已记批示交办 ${no}${what && `：${what}`}，已转值班员。`,
  notYours: (no: string) => `批示交办由领导和值班员来发。您说的已转值班员，编号 ${no}。`,
  title: (no: string) => `批示交办 ${no}`,
  orderKept: (no: string, village: string, by: string | undefined, told: readonly string[]) =>
    `已记要求 ${no}：${village}${by ? `，${by}前回话` : ''}。${told.length ? `已告诉${told.join('、')}，有回话马上告诉您。` : '村里没有找到能通知到的责任人，请打电话。'}`,
  allVillages: '各村',
  somebody: '交办',
  givenKept: (no: string, whom: readonly string[], by: string | undefined, told: number) =>
    `已记交办 ${no}：${whom.join('、')}${by ? `，${by}前` : ''}。已告诉${told ? `${told}位责任人` : '本人'}，有回话马上告诉您。`,
  notReached: (names: readonly string[]) => `${names.join('、')}没有绑定账号，通知不到，请打电话。`,
  whoIsMeant: (said: string, names: readonly string[]) => `“${said}”是${names.join('还是')}？请写全名再发一次。`,
  noneGiven: '没有记录到您最近交办的事。直接说“让谁、做什么、几点前”，安安就记下并转告。',
  given: (n: number, open: number) => `您最近交办${n}件，${open ? `${open}件还没有回话` : '都有回话'}：`,
  givenLine: (no: string, what: string, whom: string, by: string, answer: string) =>
    `${no} ${what}（${[whom, by && `${by}前`].filter(Boolean).join('，')}）：${answer || '还没有回话'}`,
  orderTitle: (no: string) => `请马上办：${no}`,
  answerHere: '办的情况请直接回复，例如“已派人守桥”。安安会转告。',
  whichVillage: '这是给哪个村的要求？请写上村名再发一次，例如“罗塘村马上派人守桥，10分钟回话”。',
  answered: (no: string, village: string, name: string, said: string) =>
    `${village}回话（${no}）：${name}说“${said.slice(0, 200)}”`,
  answerPassedOn: (no: string) => `已转告，记在 ${no}。`,
  addedTo: (no: string, said: string) => `${no} 有回话：${said.slice(0, 200)}`,
  private: '只发给值班员，不在群里转发。请按要求和期限落实。',
} as const
