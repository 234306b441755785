/** A browser saves files. */
export const copies = false;

export async function takeText(name: string, text: string): Promise<boolean> {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  download(address, name);
  return true;
}

export async function takeFile(url: string): Promise<boolean> {
  download(url, '');
  return true;
}

function download(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}
