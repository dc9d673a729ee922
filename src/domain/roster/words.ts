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
} as const
