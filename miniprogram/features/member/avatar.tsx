import { Image, View } from '@tarojs/components';
import { srcOf } from '../../platform/files';
import { Picture } from '../../ui/picture';
import './avatar.scss';

/** Somebody's own picture, or the whale. */
export const Avatar = ({ fileId, className = '' }: { fileId: string | null; className?: string }) => (
  <View className={`avatar ${className}`}>
    {fileId ? (
      <Image className="avatar-picture" src={srcOf(fileId)} mode="aspectFill" />
    ) : (
      <Picture name="whale" className="avatar-whale" />
    )}
  </View>
);
