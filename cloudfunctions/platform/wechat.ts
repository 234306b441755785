import cloud from 'wx-server-sdk';

export type ContentVerdict = 'pass' | 'review' | 'risky' | 'unchecked';

/** The parts of WeChat's openapi that the product uses. Each function that calls one lists it in its config.json. */
export interface WeChat {
  /** Asks content security about a text a person wrote (scene 1 = profile). Never throws: no answer is `unchecked`. */
  checkText(openid: string, content: string): Promise<ContentVerdict>;
}

export const wechat: WeChat = {
  async checkText(openid, content) {
    try {
      const answer = await cloud.openapi.security.msgSecCheck({ version: 2, openid, scene: 1, content });
      const verdict = (answer as { result?: { suggest?: string } }).result?.suggest;
      return verdict === 'pass' || verdict === 'review' || verdict === 'risky' ? verdict : 'unchecked';
    } catch {
      return 'unchecked';
    }
  },
};
