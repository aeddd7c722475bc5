import { FINDING_KINDS, GOAL_FIELDS } from '../../scoring/index.ts';

/** What the reference page says between its tables. */
const zh = {
  title: '考核办法的写法',
  made: '本页由 `scoring/scheme` 的数据结构和其中的说明生成（`tests/tools/print-scheme-language.ts`），测试保证它与程序一致。[English](scheme-language.en.md)',
  lead: `一份考核办法是一个 YAML 文件：谁和谁比、总分由哪些部分组成、缺了怎么办、几位小数、怎样排名。程序只按文件计算，没有藏起来的规则；不认识的字段、加不拢的权重、有空档的分数段都会报错，并指出文件、行号和改法。

几条通则：

- 数可以写整数、有限小数或分数 \`p/q\`，如 \`92.5\`、\`200/3\`。不能写“约”，不能写百分号。计算用准确值，只在显示时四舍五入一次。
- 没有的数不是 0。一个部分没有值时怎么办，由 \`missing\`、\`if_missing\` 写明。
- 编号（\`id\`）用小写字母、数字、连字符；名称（\`label\`）中英文都写，如 \`label: { zh: 总分, en: Total }\`。
- 权重只看彼此之比；写上 \`sum: 100\` 程序就检查它们的和。
- 纯数字的编号要加引号；写在 \`{ … }\` 里的文字若有英文逗号、冒号，也要加引号。`,
  example: '从零开始的例子',
  exampleLead:
    '镇里有三个科室，文件规定：年度目标 60、办事满意度 25、纪律 15；没有窗口的科室不作满意度调查，权重转给其余部分；材料每迟报一件扣 5 分。把它写成 `town.yaml`：',
  exampleCsv: '数据可以是一张表，每行一个单位，存为 `town.csv`（Excel 另存为 CSV 即可）：',
  exampleRun: '先检查办法，再计算：',
  exampleResult: '得到',
  exampleExplain: '`npx gongping score town.yaml town.csv --explain --lang zh` 写出每一步，例如其中的 `finance`：',
  head: '| 设置 | | 取值 | 含义 |\n|---|---|---|---|',
  required: '必填',
  optional: '可选',
  none: '没有自己的设置。',
  inInput: '数据：',
  file: '文件',
  common: '每个部分都有的设置',
  parts: '部分的种类',
  partsLead: `一个部分先写 \`id\`、\`label\`、\`kind\`，再写这一种自己的设置。种类可以任意嵌套。

| 文件里写的是 | 用哪一种 |
|---|---|
| 各部分占百分之几；各部分的分相加 | \`weighted\`；\`sum\`（列明满分的小项用 \`items\`） |
| 直接给出一个数；几个数取平均 | \`value\`；\`mean\` |
| 按目标完成的程度得分 | \`completion\` |
| 每发生一次加几分、扣几分；分档给分 | \`points\`；\`tiers\` |
| 群众、代表评议打分；逐题回答有没有、是不是 | \`image\`；\`checklist\` |`,
  steps: '步骤',
  stepsLead: '写在部分的 `then:` 之下，按顺序作用于算出的值，例如 `then: [{ do: clamp, min: 0, max: 100 }]`。',
  more: '级别、奖金池、条件和日期',
  input: '数据文件',
  inputLead: '数据用 JSON 或 YAML 写，结构相同；没有组合目标的，也可以用 CSV。',
  inputNames: { input: '一份数据', goal: '目标', finding: '评分依据', tally: '计票', delivery: '事项记录', letter: '责任书' },
  csv: 'CSV：每行一个单位',
  csvText: `编码 UTF-8（有无 BOM 均可）或 GB18030，逗号、分号或制表符分隔。第一行为列名：

| 列 | 内容 |
|---|---|
| \`unit\`（或 单位） | 单位编号，必有 |
| \`category\`（或 类别） | 类别编号；办法只有一个类别时可以不写 |
| \`cycle\`（或 考核年度） | 考核年度，各行相同；也可以用 \`--cycle\` 指定 |
| \`部分.数值\` | 给定的数；部分是问答清单时为 \`部分.题目\`，格内写答案编号 |
| \`部分.目标.字段\` | 目标；字段为 ${GOAL_FIELDS.map((field) => `\`${field}\``).join('、')} |
| \`ratings.主体.roster\`，\`ratings.主体.题目.等级\` | 名册人数，答案份数 |
| \`findings.部分.种类.标准\`，或再加 \`.考核期\` | 依据；种类为 ${FINDING_KINDS.map((kind) => `\`${kind}\``).join('、')}。加扣分写每次的分值，几次之间用空格隔开；档次写档次编号；一票否决写文件 |

空格表示没有这一项，写 \`null\` 表示应有而尚无。`,
  command: '命令和错误',
  commandText: `\`\`\`sh
npx gongping scheme check <文件|编号>
npx gongping score <办法文件|编号> <数据.json|yaml|csv> [--explain] [--json] [--cycle <年度>] [--lang zh|en]
\`\`\`

退出码 0 为成功；1 为办法或数据有误，每处一行：文件、行号、位置、一句话；2 为无法运行（文件不存在、参数不对）。\`--json\` 给出全部结果。数据中没有被办法用到的项会列出来。`,
} as const;

type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };

const en: Shape<typeof zh> = {
  title: 'The scheme language',
  made: 'This page is printed from the schemas in `scoring/scheme` and the words beside them (`tests/tools/print-scheme-language.ts`); a test keeps it true. [中文](scheme-language.zh.md)',
  lead: `A scheme is one YAML file: who is compared with whom, which parts make up the total, what happens when one is missing, how many decimals, how ranks are made. The program computes by the file and nothing else. Unknown fields, weights that do not add up and bands with gaps are refused, with file, line and what to do.

Some rules hold everywhere:

- A number is a whole number, a terminating decimal or a fraction \`p/q\`, such as \`92.5\` or \`200/3\`; no “about”, no percent sign. Everything is computed exactly and rounded once, when printed.
- A figure that is not there is not 0. What a part without a value does is said by \`missing\` and \`if_missing\`.
- Ids use lower-case letters, digits and hyphens; labels are in both languages: \`label: { zh: 总分, en: Total }\`.
- Only the proportions of weights matter; with \`sum: 100\` the program checks their sum.
- An id that is a number needs quotation marks, and so does a text inside \`{ … }\` that holds a comma or a colon.`,
  example: 'An example from scratch',
  exampleLead:
    'A town has three offices. Its document says: goals of the year 60, satisfaction 25, discipline 15; an office without a counter is not surveyed, its weight goes to the other parts; each late report costs 5 points. Write it as `town.yaml`:',
  exampleCsv: 'The data can be a table with one row a unit, saved as `town.csv` (a spreadsheet’s “save as CSV”):',
  exampleRun: 'Check the scheme, then compute:',
  exampleResult: 'prints',
  exampleExplain: '`npx gongping score town.yaml town.csv --explain` prints every step; of it, `finance`:',
  head: '| setting | | takes | meaning |\n|---|---|---|---|',
  required: 'needed',
  optional: 'optional',
  none: 'No settings of its own.',
  inInput: 'In the input:',
  file: 'The file',
  common: 'Settings of every part',
  parts: 'Kinds of part',
  partsLead: `A part has \`id\`, \`label\` and \`kind\`, then the settings of its kind. Kinds nest as deep as you like.

| your document says | kind |
|---|---|
| the parts count so many per cent; the points of the parts are added up | \`weighted\`; \`sum\` (\`items\` for small items with their most points) |
| one figure is given; the mean of several | \`value\`; \`mean\` |
| points by how far goals were reached | \`completion\` |
| so many points more or fewer each time something happens; points by tier | \`points\`; \`tiers\` |
| people rate the unit; questions answered one by one, such as yes or no | \`image\`; \`checklist\` |`,
  steps: 'Steps',
  stepsLead: 'They stand under `then:` of a part and act in order on its value, such as `then: [{ do: clamp, min: 0, max: 100 }]`.',
  more: 'Levels, pools, conditions and dates',
  input: 'The input',
  inputLead: 'An input is JSON or YAML of the same form; without composite goals it can be CSV.',
  inputNames: { input: 'An input', goal: 'A goal', finding: 'A finding', tally: 'A tally', delivery: 'A record of a duty', letter: 'A letter' },
  csv: 'CSV: one row a unit',
  csvText: `UTF-8 (with or without a byte order mark) or GB 18030; separated by comma, semicolon or tab. The first line names the columns:

| column | holds |
|---|---|
| \`unit\` (or 单位) | id of the unit; must be there |
| \`category\` (or 类别) | id of its category; may be left out where the scheme has only one |
| \`cycle\` (or 考核年度) | the cycle, the same in every row; or give it with \`--cycle\` |
| \`part.value\` | a given figure; for a checklist \`part.question\`, with the id of the answer in the cell |
| \`part.goal.field\` | a goal; fields are ${GOAL_FIELDS.map((field) => `\`${field}\``).join(', ')} |
| \`ratings.group.roster\`, \`ratings.group.question.level\` | people on the list, number of answers |
| \`findings.part.kind.criterion\`, or with \`.period\` | findings of the kinds ${FINDING_KINDS.map((kind) => `\`${kind}\``).join(', ')}. Points of each entry, several separated by spaces; id of the tier; document of the veto |

An empty cell is an entry that is not there; \`null\` is one that is expected and not there yet.`,
  command: 'Commands and faults',
  commandText: `\`\`\`sh
npx gongping scheme check <file|id>
npx gongping score <scheme file|id> <input.json|yaml|csv> [--explain] [--json] [--cycle <name>] [--lang zh|en]
\`\`\`

Exit code 0: done. 1: the scheme or the input is faulty, one line for each fault: file, line, place, a sentence. 2: could not run (no such file, wrong arguments). \`--json\` prints the whole result. Entries of the input that the scheme did not use are listed.`,
};

export const PAGE_WORDS: { readonly zh: Shape<typeof zh>; readonly en: Shape<typeof zh> } = { zh, en };
