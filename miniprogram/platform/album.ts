import Taro from '@tarojs/taro';

/** `denied`: the person does not let us into the album; `failed`: anything else. */
export type Saved = 'saved' | 'denied' | 'failed';

/** The picture of a canvas as a file of the phone. */
export const pictureOf = async (canvas: unknown, width: number, height: number): Promise<string> =>
  (
    await Taro.canvasToTempFilePath({
      canvas: canvas as Taro.Canvas,
      fileType: 'jpg',
      quality: 0.92,
      destWidth: width,
      destHeight: height,
    })
  ).tempFilePath;

/** Saves a picture to the album. */
export async function saveToAlbum(filePath: string): Promise<Saved> {
  try {
    await Taro.saveImageToPhotosAlbum({ filePath });
    return 'saved';
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string };
    if (/auth|deny|denied|permission/.test(errMsg)) return 'denied';
    // Somebody who closes WeChat's question has not said no for good.
    return 'failed';
  }
}

/** Opens the settings; true if the album is open afterwards. */
export async function openAlbumSettings(): Promise<boolean> {
  const { authSetting } = await Taro.openSetting();
  return authSetting['scope.writePhotosAlbum'] === true;
}

/** Loads a picture for a canvas from its base64. */
export const loadPicture = (canvas: unknown, type: string, base64: string): Promise<CanvasImageSource> =>
  new Promise((done, fail) => {
    const image = (canvas as { createImage(): HTMLImageElement }).createImage();
    image.onload = () => done(image);
    image.onerror = fail;
    image.src = `data:${type};base64,${base64}`;
  });
