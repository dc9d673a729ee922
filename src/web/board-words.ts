/** Sentences of the live page of a warning, apart from those of the chat page: it loads nothing else. */
export const boardWords = {
  lost: (since: string) => `连接中断，下面是 ${since} 的情况，正在重连……`,
} as const
