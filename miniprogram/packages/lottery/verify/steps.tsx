import type { CheckedLink, Link } from '@shared/draw/proof';
import { View } from '@tarojs/components';
import { type Print, Prints } from '../../../features/lottery/prints';
import { verify as texts } from '../../../texts/lottery';
import { Icon } from '../../../ui/icon';

interface Props {
  /** What is checked here, in its order. */
  all: Link[];
  links: CheckedLink[];
  at: Link | null;
  part: number;
}

/** The steps of a check: those that are done, the one that is computed now, and those that follow. */
export const Steps = ({ all, links, at, part }: Props) => (
  <View className="card">
    {all.map((link) => {
      const found = links.find((one) => one.link === link);
      return found ? (
        <Step key={link} {...found} />
      ) : (
        <Later key={link} link={link} part={link === at ? part : null} />
      );
    })}
  </View>
);

function Step({ link, ok, expected, found }: CheckedLink) {
  const [name, hint] = texts.links[link];
  const values: Print[] = [
    ...(expected === undefined ? [] : [[texts.expected, expected] as Print]),
    ...(found === undefined ? [] : [[texts.found, found] as Print]),
  ];
  return (
    <View className="draw-link">
      <Icon name={ok ? 'check' : 'cross'} className={`draw-link-icon${ok ? '' : ' draw-link-wrong'}`} />
      <View className="draw-link-words">
        <View>{name}</View>
        <View className="draw-link-hint">{hint}</View>
        {!ok && values.length > 0 && <Prints prints={values} />}
      </View>
    </View>
  );
}

/** Not done yet; `part` of the one that is computed now. */
function Later({ link, part }: { link: Link; part: number | null }) {
  const [name, hint] = texts.links[link];
  return (
    <View className="draw-link">
      <Icon name="clock" className="draw-link-icon draw-link-later" />
      <View className="draw-link-words">
        <View>{name}</View>
        {part === null || part === 0 ? (
          <View className="draw-link-hint">{hint}</View>
        ) : (
          <View className="draw-link-part figures">{texts.part(Math.floor(part * 100))}</View>
        )}
      </View>
    </View>
  );
}
