/** Sentences of tests and faults. */
const firstOf = (names: string[], all: number) => `${names.join('、')}${all > names.length ? `等${all}处` : ''}`

export const equipmentWords = {
  dayFaulty: (first: string[], all: number) => `${all}处没修好：${firstOf(first, all)}`,
  dayTests: (tests: number, late: string[], all: number) =>
    [tests ? `今日${tests}次` : '', all ? `到期未测：${firstOf(late, all)}` : ''].filter(Boolean).join('，'),
  whichFault: (what: string, no: string, some: string[], n: number) =>
    `${what}有${n}处故障在册，说的是哪一处？请带上编号再说一次，例如“${no} 修好了”：\n${some.join('\n')}`,
  noFault: (what: string) => `${what}没有在册的故障，不用销。测过的话，请发“${what}测试正常”。`,
  notFaulty: (no: string) => `${no} 没有故障要销，请看“设备情况”。`,
  standsNow: (title: string, no: string) => (title.includes(no) ? `${title}。` : `${title}，编号 ${no}。`),
  sameAgain: (no: string) => `这条已登记过，编号 ${no}，不用重复说。`,
  keptBy: (what: string, name: string) => `${what}由${name}负责了，到期提醒发给${name}。`,
  whoKeeps: (name: string, found: number) =>
    found ? `叫“${name}”的有${found}人，请在姓名前写上村名，例如：石岭村张三。` : `花名册里没有“${name}”，请写全名。`,
  tellResult: '结果怎么样？请点一个，或再说一句，例如“卫星电话测试正常”。',
  whenMended: (what: string) => `修好后请引用这条回“修好了”，或发“${what}修好了”。`,
  stillStands: '前面报的故障还在册。已经修好的，请引用那条回“修好了”。',
  due: (what: string) => `${what}该测试了`,
  tellTest: (what: string) => `测过请回一句，例如“${what}测试正常”；有故障请说是什么故障。`,
  tellAny: (left: number) => `${left > 0 ? `另有${left}处，没有列出。` : ''}测过请说一句，例如“卫星电话测试正常”。`,
  whoMay: '值班员、保管人或报告人',
  resultMissing: (what: string) => `${what}测试已记，还差结果`,
  works: (what: string) => `已记：${what}测试正常`,
} as const
