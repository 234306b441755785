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
};

/** Missing in the SDK's types. */
interface PhoneApi {
  phonenumber: {
    getPhoneNumber(params: { code: string }): Promise<{ phoneInfo?: { purePhoneNumber?: string } }>;
  };
}
interface OpenData {
  list: Array<{ data?: { opengid?: unknown } }>;
}
