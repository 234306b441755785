import Taro from '@tarojs/taro';
import { type CallEvent, TransportFault } from './outcome';

const ANSWER_MS = 15_000;

/** Over WeChat: the platform adds who is calling. */
export async function send(fn: string, event: CallEvent): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new TransportFault('internal')), ANSWER_MS);
  });
  try {
    const call = Taro.cloud.callFunction({ name: fn, data: { ...event } });
    const answer = await Promise.race([call, late]);
    return answer.result;
  } catch (error) {
    throw error instanceof TransportFault ? error : faultOf(error);
  } finally {
    clearTimeout(timer);
  }
}

/** The SDK tells a dead network from a failed function by its text only. */
function faultOf(error: unknown): TransportFault {
  const text = String((error as { errMsg?: string } | null)?.errMsg ?? error);
  const offline = /request:fail|network|timeout|interrupted|ERR_(INTERNET|NETWORK|CONNECTION|NAME)/i.test(
    text,
  );
  return new TransportFault(offline ? 'offline' : 'internal');
}
