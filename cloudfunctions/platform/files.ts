import cloud from 'wx-server-sdk';

/** Cloud storage. Every method throws if the storage cannot be reached. */
export interface Files {
  /** Keeps a text under a path; answers its file id. */
  keep(path: string, text: string): Promise<string>;
  /** An address from which a file can be fetched for a while. */
  link(fileId: string): Promise<string>;
  /** Deletes files; one that is not there is as good as deleted. */
  remove(fileIds: string[]): Promise<void>;
}

/** The platform takes so many at once. */
const AT_ONCE = 50;

export const files: Files = {
  async keep(cloudPath, text) {
    const { fileID } = await cloud.uploadFile({ cloudPath, fileContent: Buffer.from(text) });
    return fileID;
  },

  async link(fileId) {
    const { fileList } = (await cloud.getTempFileURL({ fileList: [fileId] })) as unknown as {
      fileList: Array<{ tempFileURL: string }>;
    };
    return fileList[0]?.tempFileURL ?? '';
  },

  async remove(fileIds) {
    for (let i = 0; i < fileIds.length; i += AT_ONCE)
      await cloud.deleteFile({ fileList: fileIds.slice(i, i + AT_ONCE) });
  },
};
