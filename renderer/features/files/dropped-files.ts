/** A file to upload, or a folder with nothing in it, its name with the folders it was dropped in. */
export interface PickedFile {
  readonly name: string;
  readonly file?: File;
}

/** More than this is a mistake more often than a wish. */
const mostPicked = 10_000;

/** What a file picker gave; a picked folder's files know their path. */
export const pickedFiles = (list: FileList): readonly PickedFile[] =>
  [...list].map((file) => ({ name: file.webkitRelativePath || file.name, file }));

/** What was dropped, folders with all in them. Has to be called while the drop is handled: later its items are gone. */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly PickedFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return pickedFiles(transfer.files);
  const picked: PickedFile[] = [];
  for (const entry of entries) await walk(entry, '', picked);
  return picked;
}

async function walk(entry: FileSystemEntry, above: string, picked: PickedFile[]): Promise<void> {
  if (picked.length >= mostPicked) return;
  const name = `${above}${entry.name}`;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    picked.push({ name, file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (let empty = true; ; empty = false) {
    // A reader gives a hundred at a time, and none at the end.
    const some = await new Promise<readonly FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) {
      if (empty) picked.push({ name });
      return;
    }
    for (const one of some) await walk(one, `${name}/`, picked);
  }
}
