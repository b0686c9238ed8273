import type { Phrase, Pieces } from '../../phrasebook.ts'

/** What the engine refuses of a call, a file or a workspace, and what was cancelled. */
export const phrases: readonly Phrase[] = [
  ['There is no number "{id}" in this journey or its assumptions.', 'Bu yolculukta ya da varsayımlarında “{id}” kimlikli bir sayı yok.'],
  ['The segment "{name}" was not saved: {why!} ({path}).', '“{name}” segmenti kaydedilmedi: {why} ({path}).'],
  ['The journey has no segment "{id}".', 'Yolculukta “{id}” kimlikli segment yok.'],
  ['Name one of its own segments.', 'Kendi segmentlerinden birini belirtin.'],
  ['The journey has nothing of this name: {what}.', 'Yolculukta bu adda bir şey yok: {what}.'],
  ['This draft is no JSON.', 'Bu taslak JSON değil.'],
  ['This draft is no journey: {path@}: {why!}.', 'Bu taslak bir yolculuk değil: {path}: {why}.'],
  ['unreadable', 'okunamıyor'],
  ['There is no method "{name}".', '“{name}” adlı bir çağrı yok.'],
  ['{method@}: {problems:requestProblems}.', '{method}: {problems}.'],
  ['workspace.use: {why!}.', 'workspace.use: {why}.'],
  ['localhost is not this machine', 'localhost bu bilgisayar değil'],
  ['{file}: there is no such file.', '{file}: böyle bir dosya yok.'],
  ['{file}: it is a folder.', '{file}: bu bir klasör.'],
  ['{file}: it cannot be read ({code}).', '{file}: okunamıyor ({code}).'],
  ['{file}: it is not written in UTF-8.', '{file}: UTF-8 ile yazılmamış.'],
  ['Save it as UTF-8; editors offer that under "Save as" or "Encoding".', 'UTF-8 olarak kaydedin; düzenleyiciler bunu “Farklı kaydet” ya da “Kodlama” altında sunar.'],
  ['there is no such file', 'böyle bir dosya yok'],
  ['it cannot be read ({code})', 'okunamıyor ({code})'],
  ['there is nothing in it', 'içi boş'],
  ['This workspace was written by a newer Rehearsal (its version {a#}, this one knows {b#}).', 'Bu çalışma alanını daha yeni bir Rehearsal yazmış (onun sürümü {a}, bunun bildiği {b}).'],
  ['Put a backup from the folder "backups" in its place, or choose another workspace.', 'Yerine “backups” klasöründen bir yedek koyun ya da başka bir çalışma alanı seçin.'],
  ['Connect its disk, then press "Try again" in the window or start Rehearsal again. To use another workspace, press "Choose another folder" in the app, or run "rehearse workspace use <folder>".', 'Diskini bağlayın, sonra pencerede “Yeniden dene” düğmesine basın ya da Rehearsal’ı yeniden başlatın. Başka bir çalışma alanı kullanmak için uygulamada “Başka bir klasör seçin” düğmesine basın ya da “rehearse workspace use <klasör>” komutunu çalıştırın.'],
  ['Put the folder back or connect its disk, press "Try again" in the window, then choose the file again; nothing was made in its place.', 'Klasörü geri koyun ya da diskini bağlayın, pencerede “Yeniden dene” düğmesine basın, sonra dosyayı yeniden seçin; yerine bir şey konmadı.'],
  ['the run was cancelled', 'prova iptal edildi'],
  ['press Run to start it again', 'yeniden başlatmak için Prova et’e basın'],
  ['The import was cancelled.', 'İçe aktarma iptal edildi.'],
  ['Nothing was kept of it; start it again.', 'Hiçbir şey saklanmadı; yeniden başlatın.'],
  ['Learned from {name}, {day:sliceTime}', '“{name}” üzerinden öğrenildi, {day}'],
  ['Learned from {name}', '“{name}” üzerinden öğrenildi'],
  ['the scenario of "{name}"', '“{name}” yolculuğunun varsayımları'],
  ['the column is called "{name}"', 'sütunun adı “{name}”'],
  ['{whose} refers to the segment "{id}", which does not exist', '{whose}: olmayan “{id}” segmentine başvuruyor'],
  ['{platform~} keeps it otherwise than it was sent; look at the check.', '{platform} bunu gönderildiğinden başka türlü saklıyor; denetime bakın.'],
  ['{platform~} has no budget {id@}', '{platform} için {id} adlı bir çağrı bütçesi yok'],
]

export const pieces: Pieces = {
  requestProblems: [
    ['{path@}: {message!}; {rest:requestProblems}', '{path}: {message}; {rest}'],
    ['{path@}: {message!}; and {n#} more', '{path}: {message}; ve {n} sorun daha'],
    ['{path@}: {message!}', '{path}: {message}'],
  ],
}
