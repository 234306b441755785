import type { Saved } from './album';

export type { Saved };

export const pictureOf = async (canvas: unknown): Promise<string> =>
  (canvas as HTMLCanvasElement).toDataURL('image/jpeg', 0.92);

/** A browser has no album: the picture is downloaded. */
export async function saveToAlbum(address: string): Promise<Saved> {
  const link = document.createElement('a');
  link.href = address;
  link.download = 'birthday.jpg';
  link.click();
  return 'saved';
}

export const openAlbumSettings = async (): Promise<boolean> => true;

export const loadPicture = (_canvas: unknown, type: string, base64: string): Promise<CanvasImageSource> =>
  new Promise((done, fail) => {
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = fail;
    image.src = `data:${type};base64,${base64}`;
  });
