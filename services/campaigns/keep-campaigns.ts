import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context } from '../context.ts';

/** Measures one campaign that is not measured as things are now. False where nothing is left. Throws DatabaseError. */
export async function keepCampaigns(context: Context): Promise<boolean> {
  return call(context.db, 'campaigns_keep', {}, z.boolean());
}
