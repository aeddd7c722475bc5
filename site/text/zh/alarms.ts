export interface AlarmNames {
  readonly group: string;
  readonly channel: string;
  readonly area: string;
  readonly unit: string;
  readonly figure: string;
  readonly limit: string;
}

/** Numbers of a window that ask for a look. */
export const alarms = {
  title: '异常提示',
  note: '截止和开封时各算一次，数字由两名开封人员在工作台看到，并随发布公开。提示只是要求核查，不剔除任何一票。',
  none: '没有：下列各项都没有超出。',
  everywhere: '全市',
  anyGroup: '所有主体',
  stage: { closing: '截止时', opening: '开封时' },
  said: {
    used: ({ group, channel, figure, limit }: AlarmNames): string => `${group}经${channel}使用了 ${figure} 份资格，只发出 ${limit} 份。`,
    rights: ({ group, channel, figure, limit }: AlarmNames): string => `${group}经${channel}有 ${figure} 票，按使用的资格最多只能有 ${limit} 票。`,
    roster: ({ group, unit, figure, limit }: AlarmNames): string => `${group}对${unit}有 ${figure} 票，名册只有 ${limit} 人。`,
    residents: ({ area, figure, limit }: AlarmNames): string => `${area}使用了 ${figure} 份不同的资格，可参评的常住人口只有 ${limit} 人。`,
    ballots: ({ area, unit, figure, limit }: AlarmNames): string => `${area}对${unit}有 ${figure} 票，可参评的常住人口只有 ${limit} 人。`,
    sample: ({ group, channel, figure, limit }: AlarmNames): string => `${group}经${channel}导入了 ${figure} 名受访者，说明的样本（或名册）只有 ${limit} 人。`,
    spoiled: ({ group, channel, area, figure, limit }: AlarmNames): string =>
      `${[area, group, channel].filter(Boolean).join(' · ')}有 ${figure} 张废票，超过票数的 5%（${limit} 张）。`,
  },
  checked: {
    used: '使用的资格不多于发出的',
    rights: '票数不多于使用的资格乘以被评单位数',
    roster: '名册内各组对任何单位的票数不多于名册人数',
    residents: '一个地区使用的资格不多于可参评的常住人口',
    ballots: '一个地区对任何单位的票数不多于可参评的常住人口',
    sample: '导入的受访者不多于说明的样本',
    spoiled: '废票不超过票数的 5%',
  },
  areas: '按地区',
  area: '地区',
  eligible: '可参评的常住人口',
  proofs: '使用的资格',
  perResident: '每百人',
  ballots: '票数',
  mostOn: '最多的单位',
  unknown: '不知道',
  unknownNote: '不知道人口的地区和没有写明地区的资格无法据此判断，不等于没有异常。',
  merged: '合并的小地区',
  unnamed: '没有写明地区',
};
