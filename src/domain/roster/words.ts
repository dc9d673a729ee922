/** Sentences of accounts, codes and sign-ins. */

export const rosterWords = {
  bound: (name: string) => `绑定成功，${name}，您好。以后直接在这里报情况就行。`,
  badCode: '这个绑定码不对、已用过或已过期。请向站里要一个新的六位码，再发“绑定 六位码”。',
  codesPaused: '绑定码输错的次数太多，一小时后再试，或者请值班员帮您。',
  codesGuessedBy: (who: string) => `有人连续输错绑定码，已停一小时：${who}。如果不认识这个人，请不要给码，并告诉站里。`,
  codesVoid: (names: string[]) =>
    `绑定码已作废：有人反复试码，为了安全，${names.filter(Boolean).join('、')}的码不能用了。需要的话请重新生成。`,
  yourCodeVoid: '您的绑定码已作废：有人在反复试码。请向站里要一个新的。',
  signedIn: (agent: string) => `您刚刚在${agent}上登录了网页。如果不是您本人，请马上发“我的账号”，并告诉站里。`,
  sessionsEnded: (n: number) => (n ? `${n}处网页登录已退出，再进要用新的六位码。` : '现在没有网页登录。'),
  boundElsewhere: (channel: string) =>
    `您新绑定了一个${channel}账号。如果不是您本人绑定的，请马上发“我的账号”查看，并告诉站里。`,
  notBound: '这个账号没有绑定，不用解绑。要绑定，请向站里要六位绑定码，发“绑定 六位码”。',
  released: '已解绑。要再用，请向站里要六位绑定码，发“绑定 六位码”。',
  yourAccounts: (name: string, n: number) => `${name}，您绑定了${n}个账号`,
  howToRelease: '不用这个账号了，在这个账号里发“解绑”。手机丢了，请马上告诉站里。',
  releaseThis: '解除这个账号的绑定？',
  afterRelease: '解绑后，这个账号收不到预警和提醒，也要重新绑定才能再用。',
  releaseWhom: (name: string) => `花名册里没有“${name}”。请写全名，例如：解绑 张三。`,
  whichOfThem: (names: string[]) => `您说的是哪一位？请照着发一条：\n${names.map((n) => `解绑 ${n}`).join('\n')}`,
  releasedAll: (name: string, accounts: string[]) =>
    `${name}的${accounts.length}个账号已解绑：${accounts.join('、')}。`,
  noAccounts: (name: string) => `${name}现在没有绑定的账号。`,
  help: '绑定账号：绑定 六位码 · 我的账号 · 解绑',
} as const

/** What is said of a sheet of the roster and of its rows. */
export const sheetWords = {
  unread: (sheet: string, columns: string[]) => `“${sheet}”里没有读的列：${columns.join('、')}。`,
  noSuchVillage: (said: string) => `没有叫“${said}”的村，要和“单位与村”里一致`,
  gridsOfOneName: (n: number, said: string) => `有${n}个网格叫“${said}”，请写明村`,
  noSuchGrid: (said: string) => `没有叫“${said}”的网格，要和“网格”里一致`,
  renamed: (phone: string, was: string, now: string) =>
    `手机 ${phone} 原来是“${was}”，按改名为“${now}”处理。要是换了人，请给“${was}”另写一行。`,
  handedOn: (phone: string, was: string, now: string) =>
    `手机 ${phone} 原来是“${was}”的，现在归“${now}”，按换人处理；“${was}”用它绑定的账号放开，要重新绑定。`,
  leftWithout: (name: string) =>
    `表里没有“${name}”：他还在花名册里，没有手机，离任了请写停用或加 --prune；要是同一个人改了名，请在“曾用名”里写“${name}”。`,
  severalWholePhone: (n: number, name: string) => `有${n}位“${name}”，请写完整手机`,
  maskedNobody: '这是隐去中间四位的号码，花名册里没有对得上的人，请写完整手机',
  severalFormer: (n: number, name: string) => `有${n}位“${name}”，认不出是哪一位，请写他原来的手机`,
  severalPhone: (n: number, name: string) => `有${n}位“${name}”，请改写手机`,
  bothOrNeither: '纬度和经度要么都填，要么都空着',
  shiftLength: '结束要晚于开始，一班最长48小时',
  emptyStation: '这是一个空站，要先写明乡镇',
  noSuchLine: (stray: string, lines: readonly string[]) => `没有“${stray}”这条线，可用：${lines.join('、')}`,
  changedMeanwhile: '花名册刚刚有人改过，这次没有写入。请再导入一次。',
} as const
