import type { CampaignForm } from '../../../features/campaigns/form';
import type { Errors } from '../../../ui/form/reader';

/** A form that is being filled in, as its sections see it. */
export interface Editing {
  form: CampaignForm;
  change(part: Partial<CampaignForm>): void;
  errors: Errors;
}
