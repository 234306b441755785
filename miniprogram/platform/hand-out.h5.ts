/** Saves a text as a file of this name, as a browser saves downloads. */
export async function handOut(name: string, text: string): Promise<'saved' | 'copied'> {
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  const address = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
  return 'saved';
}
