/** Sentences of workbooks that are read and written. */

const SAVE_AS = '请用 Excel 或 WPS 打开后另存为“Excel 工作簿 (.xlsx)”，不要加密码，再试一次。'

export const bookWords = {
  oldFormat: '这是旧版 .xls 文件，或者加了密码',
  notABook: (what: string) => `${what}，读不了。${SAVE_AS}`,
  broken: `文件不是 .xlsx，或者已损坏。${SAVE_AS}`,
  locked: `文件加了密码，读不了。${SAVE_AS}`,
  tooManyParts: `文件里的部件太多，不像正常的表格。${SAVE_AS}`,
  unpackedTooLarge: '文件解开后超过100MB，不像正常的花名册。请删去空白行列和图片后再试。',
  unreadable: '文件打开了，但里面的表格读不出来。请用 Excel 或 WPS 另存为 .xlsx 后再试。',
  crowded: (what: string) => `${what}，不像正常的花名册。请删去多余的内容，或分成几个文件后再试。`,
  beyond: (sheet: string, at: { row: number; column: number }, most: { rows: number; columns: number }) =>
    `“${sheet}”第${at.row}行第${at.column}列有内容，超出${most.rows}行${most.columns}列`,
  tooMuch: (sheet: string) => `“${sheet}”里的内容太多`,
  tooManyMerged: (sheet: string) => `“${sheet}”里的合并单元格太多`,
  noFile: (path: string) => `找不到文件 ${path}。请核对路径。`,
  tooLarge: (megabytes: number) => `文件太大（${megabytes}MB），请控制在10MB以内。`,
  cannotWrite: (path: string, code: string) => `写不了 ${path}（${code}）。请检查文件夹是否存在、文件是否正被打开。`,
  noSuchWarning: (ref: string) => `没有编号或 id 是“${ref}”的预警。编号在预警卡片上，例如 warning:YJ-20261124-001。`,
  altered: '与原文不一致，请查明',
  line: (l: { station: string; unit?: string; village?: string; from: string; to: string; made: string }) =>
    [
      `填报单位：${l.station}`,
      l.unit ? `责任单位：${l.unit}` : '',
      l.village ? `村（社区）：${l.village}` : '',
      `期间：${l.from} 至 ${l.to}`,
      `制表：${l.made}`,
    ]
      .filter(Boolean)
      .join('　　'),
  sign: '填报人：＿＿＿＿＿＿＿＿　　审核人：＿＿＿＿＿＿＿＿　　负责人（签字）：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿年＿＿月＿＿日',
  none: '本期没有记录',
} as const
