import Taro from '@tarojs/taro';

/** WeChat gives a text away by its clipboard only. */
export const copies = true;

/** A text of the person's own, to keep elsewhere; answers whether they have it. */
export const takeText = (_name: string, text: string): Promise<boolean> => toClipboard(text);

/** A file of the cloud's, by an address that ends soon. */
export const takeFile = (url: string): Promise<boolean> => toClipboard(url);

/** WeChat says itself that something was copied. */
async function toClipboard(data: string): Promise<boolean> {
  try {
    await Taro.setClipboardData({ data });
    return true;
  } catch {
    return false;
  }
}
