import { defineTexts } from '../../i18n/define-texts.ts'

export const workspaceText = defineTexts('settings-workspace', {
  title: 'Workspace', lead: 'One folder with everything you made here: journeys with all versions, runs, segments, datasets, backups.',
  folder: 'Folder', openFolder: 'Show in folder', copyPath: 'Copy the path', copied: 'Copied', copyFailed: 'It could not be copied.',
  contents: 'What is in it', counts: 'Journeys: {{journeys}} · Versions: {{versions}} · Runs: {{runs}} · Drafts: {{drafts}}', free: '{{bytes}} free on its disk',
  database: 'Database', datasets: 'Datasets', exports: 'Exports', backups: 'Backups', uploads: 'Files of this session', logs: 'Logs', other: 'Other', files_one: '{{count}} file', files_other: '{{count}} files',
  move: 'Move it', moveHelp: 'To another folder or disk. Everything is copied and checked first; the old folder stays until you delete it.', moveNow: 'Choose a folder …', moveBrowser: 'A browser may not choose folders. Close this window, stop Rehearsal, and say in the terminal:',
  namedByVariable: 'REHEARSAL_WORKSPACE names this folder. After moving it, change that variable.', namedByOption: 'This folder was named when Rehearsal was started. After moving it, name the new one.',
  previous: 'The workspace was moved from {{directory}} {{when}}. That folder is still there and takes {{bytes}}.', deletePrevious: 'Delete the old folder', deleteAsk: 'Delete the old folder?', deleteBody: '{{directory}} and everything in it is deleted for good. The workspace you work in now is another folder and stays.', cancel: 'Cancel', delete: 'Delete', previousDeleted: 'The old folder is deleted',
  export: 'Export all of it as one file', exportHelp: 'To keep it, or to take it to another machine. Secrets of connections are not in it, nor paths of this machine.', exportNow: 'Export …', exportBrowserHelp: 'It goes to the folder "exports" of the workspace.', allDatasets: 'With all datasets', whichDatasets: 'Datasets to take along', fileName: 'Workspace {{day}}',
  import: 'Import such a file', importHelp: 'As a workspace of its own in a new folder. Nothing that is here is changed or mixed.', importNow: 'Choose a file …', inFile: '“{{name}}”, made {{when}} by Rehearsal {{version}}: journeys: {{journeys}}, runs: {{runs}}, datasets: {{datasets}}. It takes {{bytes}}.', unpack: 'Unpack it', notThis: 'Not this one',
  imported: 'Unpacked to {{directory}}. This window still shows the workspace you had.', openImported: 'Open that workspace', openInTerminal: 'Open it from the terminal:',
  backup: 'Back up the database', backupHelp: 'A copy of the database in the folder "backups", made while you work. Datasets are not in it.', backupNow: 'Back up now',
  exported: 'Exported {{bytes}} to', backedUp: 'Backed up {{bytes}} to', copiedTo: 'Copied, and every file checked. Name this folder when you start Rehearsal from now on:', openOther: 'Open that workspace',
  use: 'Open another workspace', useHelp: 'One that lies in a folder of this machine, such as one you moved or imported.', useNow: 'Choose its folder …', newEmpty: 'An empty workspace', newEmptyHelp: 'Choose a new, empty folder; a workspace is made in it when it is opened.',
  moving: 'Moving the workspace', opening: 'Opening the workspace', deleting: 'Deleting the old folder', exporting: 'Exporting the workspace', backingUp: 'Backing up the database', looking: 'Looking into the file', importing: 'Unpacking the workspace', cancelling: 'Cancelling …', dismiss: 'Dismiss', notKept: 'The changes of the open journey could not be kept as a draft. Save it first.',
})
