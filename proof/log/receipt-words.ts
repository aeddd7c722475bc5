import type { Text } from '../../scoring/index.ts';
import type { SpoiledReason } from '../opening.ts';
import { SPOILED } from '../spoiled.ts';
import type { ReceiptState } from './receipt-check.ts';

/** What is said about a receipt: the answer in one line, what it means, and what to do. */
export interface ReceiptAnswer {
  readonly kind: 'good' | 'plain' | 'bad';
  readonly title: Text;
  readonly body: Text;
}

const CALL: Text = {
  zh: '请保留回执，联系评议主办单位和审计员核查。向他们出示回执即可，不要说出您怎么选。',
  en: 'Keep the receipt and ask the office and the auditors to look into it. Showing them the receipt is enough; do not tell how you answered.',
};

const reasonOf = (reason: string): Text => SPOILED[reason as SpoiledReason] ?? { zh: reason, en: reason };

/** The same words on the page and on the command line. Nothing in them depends on the answers of a ballot. */
export function receiptAnswer(state: ReceiptState): ReceiptAnswer {
  switch (state.state) {
    case 'counted':
      return {
        kind: 'good',
        title: { zh: '您的票已经计入', en: 'Your ballot is counted' },
        body: {
          zh: `回执签名有效；票的校验值排在票录 ${state.ballots} 张票的第 ${state.position} 位，${state.whole ? '整本票录重算的根' : '由它推出的根'}就是开封时签名公布的根。`,
          en: `The receipt is validly signed. The hash of the ballot is number ${state.position} of the ${state.ballots} in the log, and the root ${state.whole ? 'computed from the whole log' : 'that it leads to'} is the one signed and published at opening.`,
        },
      };
    case 'spoiled': {
      const { zh, en } = reasonOf(state.reason);
      return {
        kind: 'bad',
        title: { zh: '您的票在票录里，但未计入', en: 'Your ballot is in the log, but does not count' },
        body: {
          zh: `开封时判为废票：${zh}如果您没有改动过浏览器或请求，请联系评议主办单位。`,
          en: `It was found spoiled at opening: ${en} If you changed nothing in your browser or its requests, ask the office.`,
        },
      };
    }
    case 'superseded':
      return {
        kind: 'plain',
        title: { zh: '这张票后来改过，以最后一次为准', en: 'This ballot was replaced by a later one' },
        body: {
          zh: `同一票号最后提交的是第 ${state.revision} 次，计入的是那一次。请用那一次的回执再查；如果您没有改过，说明有人用了您的资格，请联系评议主办单位。`,
          en: `The last ballot of this ticket is number ${state.revision}, and that one was taken. Check with its receipt. If you did not change it, somebody used your right to rate: tell the office.`,
        },
      };
    case 'missing':
      return {
        kind: 'bad',
        title: { zh: '票录里没有这张票', en: 'This ballot is not in the log' },
        body: {
          zh: `回执签名有效，${state.listed ? '票号清单里也有这个票号和次数，' : '票号清单里没有这个票号，'}票录里却找不到它的校验值。这不应发生。${CALL.zh}`,
          en: `The receipt is validly signed${state.listed ? ', and the list of tickets has its ticket and number' : ', but its ticket is not in the list'}; yet its hash is not in the log. This must not happen. ${CALL.en}`,
        },
      };
    case 'waiting':
      return {
        kind: 'plain',
        title: { zh: '票箱还没有开封', en: 'The box is not opened yet' },
        body: {
          zh: '回执签名有效。票录在开封后随发布公布，届时再来核对，回执一直有效。',
          en: 'The receipt is validly signed. The log is published with the first release after the opening; come back then, the receipt stays good.',
        },
      };
    case 'unknown-window':
      return {
        kind: 'plain',
        title: { zh: '这里没有这个评议期', en: 'This window is not known here' },
        body: {
          zh: '回执上的评议期不在当前的发布里。请核对网址是不是出具回执的网站；刚刚开始的评议期要等下一次发布才会列出。',
          en: 'The window of the receipt is not in this release. See that this is the site which gave the receipt; a window that began just now is listed from the next release on.',
        },
      };
    case 'not-signed':
      return {
        kind: 'bad',
        title: { zh: '回执的签名无效', en: 'The receipt is not validly signed' },
        body: {
          zh: '回执不是用这个评议期封定的密钥签的，或者内容被改动过。请用原来下载的文件再试。',
          en: 'It was not signed with the key that the rules of this window name, or it was changed. Try again with the file as you downloaded it.',
        },
      };
    case 'log-broken':
      return {
        kind: 'bad',
        title: { zh: '公布的票录与签名不符', en: 'The published log is not the signed one' },
        body: {
          zh: `读到的票录不完整，或与开封时签名的根不符（${state.where}），无法判断您的票。请换个网络再试；仍然如此，${CALL.zh}`,
          en: `What was read of the log is not whole, or does not lead to the root signed at opening (${state.where}), so that nothing can be said of your ballot. Try from another network; if it stays so: ${CALL.en}`,
        },
      };
  }
}

export const NO_RECEIPT: ReceiptAnswer = {
  kind: 'bad',
  title: { zh: '这不是回执', en: 'This is not a receipt' },
  body: {
    zh: '请打开下载的回执文件，或把它的全部文字粘贴进来：以 { 开头，含有票号、次数、校验值和签名。',
    en: 'Open the receipt file that you downloaded, or paste all of its text: it begins with { and has ticket, revision, hash and signature.',
  },
};
