/** Sentences of the dialog itself: what is no room's own. */

export const dialogWords = {
  undone: (what: string) => `到点没有办成：${what}`,
  undoneYet: '试了几次都没有成，系统每10分钟再试。请先人工办理，并请站里查看运行日志。',
  foundTrue: (no: string) => `${no} 已核实并登记，谢谢您。`,
  registered: (no: string) => `${no} 已登记。`,
  refused: (no: string) => `${no} 不予登记，原话仍保留备查。`,
  clockSet: (ahead: boolean, by: string) => `服务器的时钟被调${ahead ? '快' : '慢'}了${by}`,
  afterClockSet: [
    '等着的消息和到点的提醒已按新的时间接着办，不用重做。',
    '请核对服务器时间，并请维护人员检查自动校时（NTP）。这之前登记的时间可能不准。',
  ],
  tooMuch: '您发得很快，安安都记着，这一分钟先不一一回复。险情照常登记、照常叫人。',
  notUnderstood: '没看明白您的意思。可以直接说“哪里、出了什么事”，或发“帮助”看例子。',
  whichRecord: (some: string[], n: number) =>
    `说的是哪一条？请带上编号再说一次：\n${some.join('\n')}${n > some.length ? `\n另有${n - some.length}条。` : ''}`,
  whichStory: '您说的是哪一条？请点一下',
  whichElse: '都不是的，请把地点和情况写全，再发一次。',
  oneOf: (nos: string[]) => `新情况，正在问报告人是哪一条：${nos.join('、')}`,
  noSuchRecord: '没有找到这个编号的在办事项，请核对编号，例如“YH-20261124-003 转给 张三”。',
  whoIsMeant: (name: string, found: number) =>
    found ? `叫“${name}”的有${found}人，请在姓名前写上村名，例如：石岭村张三。` : `花名册里没有“${name}”，请写全名。`,
  cannotAnswer: (askable: string) => `这个问题安安答不了。可以问：${askable}。`,
  voice: (no: string, phone: string) =>
    `语音安安听不了，请打字写“哪里、出了什么事”，或直接打${phone ? `值班室电话 ${phone}` : '值班室电话'}。已请值班员来听，编号 ${no}。`,
  cannotOpen: (no: string, phone: string) =>
    `收下了，编号 ${no}，但安安看不了里面的内容，已请值班员来看。请打字写“哪里、出了什么事”${phone ? `，急事打值班室电话 ${phone}` : ''}。`,
  photoWaits: '收下了。请再写一句：哪里、出了什么事。',
  nothingOpenHere: '没有记录到那里没办结的停电、断路或险情，没有另外登记。要报新的情况，请写“哪里、出了什么事”。',
  standsNow: (no: string, state: string) => `${no} 现在是“${state}”。要补充或改动，请直接写。`,
  sayWhat: '请写要安安做什么，例如“石岭村3组后山滑坡”，或发“帮助”看例子。',
  strangerPress: '您的账号还没有绑定，点了不算数。请向站里要六位绑定码，发“绑定 六位码”，再点一次。',
  alreadyKept: (no: string) => `这条已登记过，编号 ${no}，不用重复上报。`,
  nothingToWithdraw: '没有找到您刚才报的内容。请回复要撤回的那条消息，说“撤回”。',
  withdrawn: (no: string) => `${no} 已撤回。`,
  reportDoubt: (no: string) =>
    `${no} 已记下，正在请值班员核对是真实险情还是演练。是真的请马上回“不是演练”，并打电话给值班室。`,
  reportJudged: (no: string, drill: boolean) =>
    drill ? `${no} 按演练登记。` : `${no} 按真实险情登记，已通知值班人员。`,
  hello: (help: readonly string[]) => `大家好，我是安安。${help.join('\n')}`,
  takenBack: '已撤回，不用再处理',
} as const
