import { View } from '@tarojs/components';
import { conditions as words } from '../../texts/conditions';
import { form as formWords } from '../../texts/form';
import { Choices } from '../../ui/form/choices';
import { Field } from '../../ui/form/field';
import type { Errors } from '../../ui/form/reader';
import { Icon } from '../../ui/icon';
import { Press } from '../../ui/press';
import { CountFields, SinceFields, SumFields } from './event-fields';
import { NEW_ROW } from './form';
import type { ConditionForm, RowForm, RowProps } from './model';
import { PropertyFields, TagField } from './state-fields';
import './rows.scss';

const MAX_ROWS = 10;

interface Props {
  condition: ConditionForm;
  errors: Errors;
  change(condition: ConditionForm): void;
  /** What a new row begins with. */
  first?: RowForm['kind'];
  /** Tags that only look at the member as it is now (tier, pass, source) can be asked for too. */
  basic?: boolean;
  /** A name that cannot be asked for: the rule's own. */
  own?: string;
}

/** Conditions one under another, all or any of which must hold. */
export function ConditionRows({
  condition,
  errors,
  change,
  first = 'count',
  basic = false,
  own = '',
}: Props) {
  const { join, rows } = condition;
  const put = (place: number, part: Partial<RowForm>) =>
    change({ join, rows: rows.map((row, at) => (at === place ? { ...row, ...part } : row)) });
  return (
    <>
      {rows.length > 1 && (
        <Field name="join" label={words.join}>
          <Choices choices={words.joins} chosen={join} choose={(next) => change({ join: next, rows })} />
        </Field>
      )}
      <Field name="rows" label={words.rows} error={errors.rows}>
        {rows.map((row, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name but their place
          <View className="condition" key={place}>
            <View className="condition-head">
              <View className="condition-place">{words.row(place + 1)}</View>
              {rows.length > 1 && (
                <Press
                  className="condition-remove"
                  label={formWords.remove(words.row(place + 1))}
                  onPress={() => change({ join, rows: rows.filter((_other, at) => at !== place) })}
                >
                  <Icon name="cross" />
                </Press>
              )}
            </View>
            <RowFields
              row={row}
              place={place}
              errors={errors}
              put={(part) => put(place, part)}
              basic={basic}
              own={own}
            />
          </View>
        ))}
        {rows.length < MAX_ROWS && (
          <View className="pieces">
            <Press
              className="piece piece-add"
              onPress={() => change({ join, rows: [...rows, { ...NEW_ROW, kind: first }] })}
            >
              <Icon name="plus" className="piece-icon" />
              {words.add}
            </Press>
          </View>
        )}
      </Field>
    </>
  );
}

function RowFields({ basic, own, ...props }: RowProps & { basic: boolean; own: string }) {
  const { kind } = props.row;
  return (
    <>
      <Field name={`row-${props.place}-kind`} label={words.kind}>
        <Choices choices={words.kinds} chosen={kind} choose={(next) => props.put({ kind: next })} />
      </Field>
      {kind === 'count' && <CountFields {...props} />}
      {kind === 'sum' && <SumFields {...props} />}
      {kind === 'daysSince' && <SinceFields {...props} />}
      {kind === 'property' && <PropertyFields {...props} />}
      {kind === 'hasTag' && <TagField {...props} basic={basic} own={own} />}
    </>
  );
}
