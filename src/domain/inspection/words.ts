/** Sentences of checks. */
const joined = (some: readonly string[], most = 5) =>
  `${some.slice(0, most).join('、')}${some.length > most ? `等${some.length}项` : ''}`

export const inspectionWords = {
  inspectionKept: (no: string, what: string) => `已记检查 ${no}：${what || '内容待补'}。`,
  title: (unit: string, done: number, all: number) => `检查${unit}（${done}/${all}）`,
  nextItem: (seq: number, item: string) => `第${seq}项：${item}`,
  howToAnswer: '点一个，或直接说，例如“3 不合格 灭火器过期”“其余合格”。先停请说“先停一下”，回来说“继续检查”。',
  whatIsWrong: '哪里不合格？请说一句或发张照片，例如“过期2个”。没有要补的，接着查下一项就行。',
  secondChecker: '检查要两人进行。另一位检查人请补一句，例如“检查人 张三”。',
  answered: (said: readonly string[], next: string | undefined) =>
    `已记：${joined(said)}。${next ? `下一项${next}` : ''}`,
  photoOf: (no: string) => `照片已归入隐患 ${no}。`,
  hazardsOf: (nos: readonly string[]) => `已各登记隐患：${nos.join('、')}。`,
  whatWasChecked:
    '请写明检查了哪家单位、情况怎么样，例如“检查了永旺超市，灭火器过期，其余合格”。要空白检查表请说“检查表 学校”。',
  oneByOne: '请一家一句，写明单位名称，例如“检查了永旺超市，都合格”，这样每家才有自己的检查记录。',
  whichForm: (kinds: readonly string[]) => `要哪一类的检查表？例如“检查表 学校”。现有：${kinds.join('、')}。`,
  notSaidWhat: '检查不合格，情况待补',
  someUnit: '未写单位',
  answer: (item: string, result: string, no: string | null) => `${item} ${result}${no ? `（隐患 ${no}）` : ''}`,
  already: (item: string, result: string, by?: string) =>
    `“${item}”已${by ? `由${by}` : ''}记为${result}。要改请发这一项的序号和结果，例如“3 合格”。`,
  firstBy: (item: string, result: string, by: string, seq: number) =>
    `“${item}”刚由${by}记为${result}，您这句没有改它。要改请再发一次，例如“${seq} 合格”。`,
  stillHazard: (no: string) => `隐患 ${no} 还在册；报错了请引用那张卡片回“撤回”。`,
  over: (unit: string, no: string) => `检查完成：${unit} ${no}`,
  found: (n: number) => `不合格${n}项，已各登记一条隐患`,
  allFine: '各项合格',
  paused: (unit: string, done: number, left: number) =>
    `${unit}的检查先停在这里，已查${done}项，还有${left}项，都存着。回来请说“继续检查”。`,
  noneToGoOn: '您没有没查完的检查。要开始请说“检查”和单位名称，例如“检查 老街小学”。',
  stillLeft: (left: readonly string[]) =>
    `还有${left.length}项没查：${joined(left)}。都合格请说“其余合格”；不查了请点“就此结束”。`,
  closed: (unit: string, no: string, done: number, left: number) =>
    `${unit}的检查 ${no} 很久没有接着查，先按“未查完”存档：已查${done}项，还有${left}项，都没有丢。要接着查请说“继续检查 ${unit}”。`,
  ended: (unit: string, no: string, left: number) => `${unit}的检查 ${no} 就此结束，有${left}项没查，按“未查完”存档。`,
  whichUnit: (said: string, some: readonly string[]) =>
    `“${said}”有${some.length}处：${joined(some)}。请写全名，例如“检查 ${some[0]}”。`,
  joinedIn: (name: string, unit: string) => `${unit}正在检查，已把${name}记为检查人，接着查就行。`,
  paired: (names: readonly string[]) => `检查人已记：${names.join('、')}。`,
  noSuchUnit: (said: string) => `没有叫“${said}”的单位或类型。可以发“检查表 学校”，或“检查表 老街小学”。`,
  form: (unit: string, items: readonly string[]) =>
    [`检查 ${unit}`, '检查人：', ...items.map((item, i) => `${i + 1} ${item}：`)].join('\n'),
  howToFill: '复制下面这张表，在每项后面写合格、不合格（写明情况）或不涉及，发回来就行：',
  dueTitle: (n: number) => (n === 1 ? '有1家单位该检查了' : `有${n}家单位该检查了`),
  dueLine: (last: string | undefined, due: string) => `${due}到期，${last ? `上次${last}` : '还没有检查记录'}`,
  howToStart: '到了现场请点“检查”，或说“检查”和单位名称。',
  andMore: (n: number) => `另有${n}家，没有列出。`,
  nonePlanned: '现在没有到期没查的单位。',
  lateUnits: (n: number) => `到期没查的单位${n}家：`,
  lateLine: (village: string, unit: string, due: string, last: string | undefined) =>
    `${village} ${unit}（${due}到期，${last ? `上次${last}` : '还没查过'}）`,
  dayChecks: (checked: number, failed: number) => (checked ? `${checked}家，不合格${failed}项` : ''),
  dayLate: (first: readonly string[], all: number) => `${all}家：${first.join('、')}${all > first.length ? '等' : ''}`,
  whoMay: '检查员、网格员或值班员',
  teachesForm: '检查表 学校：取空白检查表，填好发回',
  example: '检查 老街小学',
} as const
