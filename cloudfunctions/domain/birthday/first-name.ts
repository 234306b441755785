/** The commonest surnames, which nearly everybody in the country has one of, and those of two characters. */
const SINGLE = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝',
);
const DOUBLE = new Set([
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '夏侯',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '司徒',
]);
const HAN = /^\p{Script=Han}+$/u;

/**
 * What a card calls somebody: the given name of a full Chinese name (王小明 → 小明), the first word of any other. A nickname
 * that is no such name stays as it is.
 */
export function firstNameOf(name: string | null): string | null {
  const trimmed = name?.trim();
  if (!trimmed) return null;
  const characters = [...trimmed];
  if (!HAN.test(trimmed)) return trimmed.split(/\s+/)[0] as string;
  if (DOUBLE.has(characters.slice(0, 2).join('')) && characters.length > 2)
    return characters.slice(2).join('');
  const isFullName =
    (characters.length === 3 || characters.length === 4) && SINGLE.has(characters[0] as string);
  return isFullName ? characters.slice(1).join('') : trimmed;
}
