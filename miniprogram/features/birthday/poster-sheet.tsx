import type { CardView } from '@shared/contract';
import { Canvas, Image, View } from '@tarojs/components';
import { useCallback, useEffect, useState } from 'react';
import { call } from '../../api/call';
import { openAlbumSettings, saveToAlbum } from '../../platform/album';
import { birthday } from '../../texts/birthday';
import { Button } from '../../ui/button';
import { Sheet } from '../../ui/sheet';
import { Bone } from '../../ui/skeleton';
import { canvasOf } from './canvas';
import { paintPoster } from './poster';
import './poster-sheet.scss';

const CANVAS = 'birthday-poster';
type State = { is: 'painting' } | { is: 'failed' } | { is: 'painted'; picture: string };
type Album = 'unasked' | 'saved' | 'denied' | 'failed';

/** The poster, to keep: into the album, by a long press on it, or through the settings where the album is shut. */
export function PosterSheet({ card, close }: { card: CardView; close(): void }) {
  const [state, setState] = useState<State>({ is: 'painting' });
  const [album, setAlbum] = useState<Album>('unasked');
  const paint = useCallback(async () => {
    setState({ is: 'painting' });
    try {
      const [code, canvas] = await Promise.all([call('member', 'birthday.code', {}), canvasOf(CANVAS)]);
      if (!code.ok || !canvas) return setState({ is: 'failed' });
      setState({ is: 'painted', picture: await paintPoster(canvas, card, code.value) });
    } catch {
      setState({ is: 'failed' });
    }
  }, [card]);
  useEffect(() => {
    paint();
  }, [paint]);
  const save = async () => {
    if (state.is === 'painted') setAlbum(await saveToAlbum(state.picture));
  };
  const openUp = async () => {
    if (await openAlbumSettings()) await save();
  };
  return (
    <Sheet title={birthday.posterTitle} close={close}>
      <View className="bposter">
        {state.is === 'painted' ? (
          <Image className="bposter-picture" src={state.picture} mode="aspectFill" showMenuByLongpress />
        ) : (
          <View className="bposter-place">
            {state.is === 'painting' ? <Bone width="100%" height="100%" /> : birthday.posterFailed}
          </View>
        )}
        <View className="bposter-note">{noteOf(state, album)}</View>
        {state.is === 'failed' ? (
          <Button onPress={paint}>{birthday.poster}</Button>
        ) : (
          <Button off={state.is === 'painting'} onPress={album === 'denied' ? openUp : save}>
            {album === 'denied' ? birthday.settings : birthday.poster}
          </Button>
        )}
      </View>
      <Canvas type="2d" id={CANVAS} canvasId={CANVAS} className="bposter-canvas" />
    </Sheet>
  );
}

function noteOf(state: State, album: Album): string {
  if (state.is === 'painting') return birthday.posterBusy;
  if (album === 'saved') return birthday.posterSaved;
  if (album === 'denied') return birthday.album;
  return birthday.longPress;
}
