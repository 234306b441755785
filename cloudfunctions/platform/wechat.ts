import cloud from 'wx-server-sdk';

export type ContentVerdict = 'pass' | 'review' | 'risky' | 'unchecked';

/** The parts of WeChat's openapi that the product uses. Each function that calls one lists it in its config.json. */
export interface WeChat {
  /** Asks content security about a text a person wrote. Never throws: no answer is `unchecked`. */
  checkText(openid: string, content: string, scene?: keyof typeof SCENES): Promise<ContentVerdict>;
  /** Sends a subscribe message; false if WeChat refuses it (no credit there, a field out of bounds). Never throws. */
  sendMessage(
    openid: string,
    templateId: string,
    page: string,
    data: Record<string, { value: string }>,
  ): Promise<boolean>;
  /** The phone number behind the code of a getPhoneNumber button; null for a code that is wrong, old or used. */
  phoneNumber(code: string): Promise<string | null>;
  /** The group a share ticket (raw cloudID) was opened in; null for anything that is no such ticket. */
  groupOf(ticket: string): Promise<string | null>;
  /** A mini-program code of a page, with at most 32 characters the page is told; null if none can be had. */
  unlimitedCode(page: string, scene: string): Promise<CodePicture | null>;
  /** A dynamic message for a card in a chat; it lives 24 h. Null if none can be had. */
  newActivity(): Promise<string | null>;
  /**
   * Tells the cards of a dynamic message how many are in; `over` is final. True once nothing is left to be said: also
   * when WeChat takes nothing more for it. Never throws.
   */
  updateCards(
    activityId: string,
    say: { over: boolean; paid: number; size: number; path: string },
  ): Promise<boolean>;
}
/** A picture, small enough for an answer. */
export interface CodePicture {
  type: string;
  base64: string;
}

/** Where a text will stand, by WeChat's numbers. */
const SCENES = { profile: 1, comment: 2 } as const;

export const wechat: WeChat = {
  async checkText(openid, content, scene = 'profile') {
    try {
      const answer = await cloud.openapi.security.msgSecCheck({
        version: 2,
        openid,
        scene: SCENES[scene],
        content,
      });
      const verdict = (answer as { result?: { suggest?: string } }).result?.suggest;
      return verdict === 'pass' || verdict === 'review' || verdict === 'risky' ? verdict : 'unchecked';
    } catch {
      return 'unchecked';
    }
  },

  async sendMessage(openid, templateId, page, data) {
    try {
      await cloud.openapi.subscribeMessage.send({ touser: openid, templateId, page, data });
      return true;
    } catch {
      return false;
    }
  },

  async phoneNumber(code) {
    try {
      const answer = await (cloud.openapi as unknown as PhoneApi).phonenumber.getPhoneNumber({ code });
      return answer.phoneInfo?.purePhoneNumber ?? null;
    } catch {
      return null;
    }
  },

  async groupOf(ticket) {
    try {
      const { list } = (await cloud.getOpenData({ list: [ticket] })) as unknown as OpenData;
      const opengid = list[0]?.data?.opengid;
      return typeof opengid === 'string' && opengid !== '' ? opengid : null;
    } catch {
      return null;
    }
  },

  async unlimitedCode(page, scene) {
    try {
      // 280 px is the smallest there is: some 30 KB, where an answer may have 1 MB.
      const { contentType, buffer } = await cloud.openapi.wxacode.getUnlimited({ page, scene, width: 280 });
      return { type: contentType, base64: buffer.toString('base64') };
    } catch {
      return null;
    }
  },

  async newActivity() {
    try {
      return (await cloud.openapi.updatableMessage.createActivityId({})).activityId ?? null;
    } catch {
      return null;
    }
  },

  async updateCards(activityId, { over, paid, size, path }) {
    const parameterList = over
      ? [{ name: 'path', value: path }]
      : [
          { name: 'member_count', value: String(paid) },
          { name: 'room_limit', value: String(size) },
        ];
    try {
      const targetState = over ? 1 : 0;
      await cloud.openapi.updatableMessage.setUpdatableMsg({
        activityId,
        targetState,
        templateInfo: { parameterList },
      });
      return true;
    } catch (error) {
      return TAKES_NO_MORE.includes((error as { errCode?: number }).errCode ?? 0);
    }
  },
};

/** Of a dynamic message: unknown, past its last state, past its 24 h. */
const TAKES_NO_MORE = [47501, 47502, 47504];

/** Missing in the SDK's types. */
interface PhoneApi {
  phonenumber: {
    getPhoneNumber(params: { code: string }): Promise<{ phoneInfo?: { purePhoneNumber?: string } }>;
  };
}
interface OpenData {
  list: Array<{ data?: { opengid?: unknown } }>;
}
