import Taro from '@tarojs/taro';

/** Whether this device has a camera scanner that opens at once. */
export const hasScanner = true;

/** Opens the camera and answers the text of the code, or null when the person closed it. */
export async function scan(): Promise<string | null> {
  try {
    const { result } = await Taro.scanCode({ onlyFromCamera: true, scanType: ['qrCode'] });
    return result;
  } catch {
    return null;
  }
}
