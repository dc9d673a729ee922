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
  notChecked: '没有查',
  noUnit: '未写明单位',
  // packs of evidence
  packTooLarge: '这段时间的照片太多，一个包装不下。请用 --from、--to 或 --unit 分成几个包导出，例如一个月一个。',
  notFetched: '没有取到',
  gone: '存档里找不到',
  noPack: '这不是佐证包，或者它的清单 manifest.json 已损坏。请用 npm run export -- evidence 佐证包.zip 导出的文件。',
  twice: (name: string) => `有两个 ${name}`,
  unreadablePart: (name: string) => `${name} 读不出来，内容已损坏`,
  lacksPart: (name: string) => `少了 ${name}`,
  alteredPart: (name: string) => `${name} 与清单不一致，内容被改过`,
  addedPart: (name: string) => `${name} 不在清单里，是后来加的`,
  packIs: (p: { station: string; from: string; to: string; made: string; files: number; sha256: string }) =>
    `佐证包：${p.station}，${p.from} 至 ${p.to}，${p.made} 制作，${p.files}个文件。清单 SHA-256：${p.sha256}`,
  packWhole: '包里每个文件都与清单一致。',
  packElsewhere:
    '请再核对上面的清单 SHA-256 与制作它的应急站告知的是否相同；在那个站上运行 npm run export -- --check --ledger 佐证包.zip 可与台账核对。',
  packMissing: (n: number) => `导出时就没有的照片或附件${n}个，清单 missing 里写明了原因。`,
  packFaults: (n: number) => `共${n}处对不上，这个包不能作佐证。请重新导出。`,
  packOurs: (at: string) => `本站台账记有这份清单（${at}），当时的台账位置核对一致：包和台账都没有改过。`,
  packStrange: '本站台账没有记过这份清单：它不是本站导出的，或者清单被改过。请重新导出，或到导出它的站核对。',
  packLedger: (seq: number) => `台账第${seq}行与导出时不一致，请立即查明。`,
} as const
