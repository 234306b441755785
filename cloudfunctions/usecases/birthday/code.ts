import { done, type Result } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import type { CodePicture } from '../../platform/wechat';

let kept: CodePicture | undefined;

/**
 * The park's mini-program code that a poster bears. It leads to the home page and names the way people came; it is the
 * same on every poster, so an instance asks for it once.
 *
 * @throws where WeChat gives none: the phone asks again
 */
export async function posterCode(_input: object, { wechat }: Ctx): Promise<Result<CodePicture>> {
  kept ??= (await wechat.unlimitedCode('pages/home/index', 'c=birthday')) ?? undefined;
  if (!kept) throw new Error('WeChat gives no mini-program code');
  return done(kept);
}
