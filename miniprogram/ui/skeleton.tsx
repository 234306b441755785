import { View } from '@tarojs/components';

interface Props {
  /** CSS lengths. */
  width?: string;
  height?: string;
  round?: boolean;
  className?: string;
}

/** A bone of a skeleton: stands where a piece of text or a picture will be. */
export const Bone = ({ width = '100%', height = '1em', round = false, className = '' }: Props) => (
  <View
    className={`bone ${className}`}
    style={{ width, height, ...(round ? { borderRadius: '999px' } : {}) }}
  />
);
