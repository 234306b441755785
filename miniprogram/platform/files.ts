import Taro from '@tarojs/taro';

/**
 * Puts a picture of this device into the cloud's storage and answers its fileID; rejects when that failed.
 * @param name path in the storage, without an ending
 */
export async function upload(name: string, path: string): Promise<string> {
  const ending = /\.(png|jpe?g|webp)$/i.exec(path)?.[0].toLowerCase() ?? '.jpg';
  const { fileID } = await Taro.cloud.uploadFile({ cloudPath: name + ending, filePath: path });
  return fileID;
}

/** What an image shows for a fileID: WeChat takes it as it is. */
export const srcOf = (fileId: string): string => fileId;
