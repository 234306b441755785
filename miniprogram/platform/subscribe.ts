import Taro from '@tarojs/taro';

/** What a person said to WeChat's question; `off`: subscribe messages are switched off altogether; `failed`: not asked. */
export type Said = 'yes' | 'no' | 'off' | 'failed';

/** What the question is about; WeChat shows the template's own title. */
export interface Question {
  templateId: string;
  title: string;
}

/** WeChat's code for a person who has switched subscribe messages off in the settings. */
const SWITCHED_OFF = 20004;

/** Asks for one message. Only in a tap, and before anything is waited for: WeChat refuses it otherwise. */
export async function askToSubscribe({ templateId }: Question): Promise<Said> {
  try {
    const answer: object = await Taro.requestSubscribeMessage({ tmplIds: [templateId], entityIds: [] });
    const said = String((answer as Record<string, unknown>)[templateId]);
    return said.startsWith('accept') ? 'yes' : said === 'reject' ? 'no' : 'failed';
  } catch (error) {
    return (error as { errCode?: number } | null)?.errCode === SWITCHED_OFF ? 'off' : 'failed';
  }
}
