import type { Phrase, Pieces } from '../../phrasebook.ts'

/** Proposals of agents, settings of connections by field, and what is left of asking the data. */
export const phrases: readonly Phrase[] = [
  ['There are {n#} drafts already.', 'Zaten {n} taslak var.'],
  ['Go on with one of yours.', 'Kendi taslaklarınızdan birini sürdürün.'],
  ['This draft was proposed already.', 'Bu taslak zaten önerildi.'],
  ['Withdraw the proposal or begin another draft.', 'Öneriyi geri çekin ya da başka bir taslağa başlayın.'],
  ['{n#} proposals wait for a person already.', 'Zaten {n} öneri bir kişiyi bekliyor.'],
  ['Withdraw those of yours that are no longer meant, or ask the person to look at them.', 'Artık geçerli olmayan önerilerinizi geri çekin ya da kişiden bunlara bakmasını isteyin.'],
  ['The draft has an error: {code@} {path@}: {message!}', 'Taslakta bir hata var: {code} {path}: {message}'],
  ['The draft has {n#} errors: {code@} {path@}: {message!}', 'Taslakta {n} hata var: {code} {path}: {message}'],
  ['The draft has the id "{a}", and is one of the journey "{b}".', 'Taslağın kimliği “{a}”, ama “{b}” yolculuğunun taslağı.'],
  ['Set "/id" back, or begin a draft of a new journey.', '“/id” değerini geri alın ya da yeni bir yolculuk için taslağa başlayın.'],
  ['There is a journey with the id "{id}" already.', '“{id}” kimlikli bir yolculuk zaten var.'],
  ['Begin a draft on that one, or give this one another id.', 'O yolculuk için taslağa başlayın ya da buna başka bir kimlik verin.'],
  ['A draft may have {n#} characters.', 'Bir taslak en çok {n} karakter olabilir.'],
  ['Divide it into several journeys. Nothing was changed.', 'Birkaç yolculuğa bölün. Hiçbir şey değiştirilmedi.'],

  ['{platform}: {problems:settingProblems}', '{platform}: {problems}'],
  ['{field!}: {what:wrongAddress}.', '{field}: {what}.'],
  ['there is no target "{id}"', '“{id}” adlı hedef platform yok'],
  ['targets are {list}', 'hedef platformlar: {list}'],

  ['{note!}; choose other data, or another wait', '{note}; başka veri ya da başka bir bekleme seçin'],
  ['the journey has no {what:measured} "{id}" to measure', 'yolculukta ölçülecek “{id}” adlı {what} yok'],
  ['it has none', 'hiç yok'],
]

export const pieces: Pieces = {
  measured: [['message step', 'mesaj adımı'], ['goal', 'hedef']],
  settingProblems: [['{field!}: {message!}; {rest:settingProblems}', '{field}: {message}; {rest}'], ['{field!}: {message!}', '{field}: {message}']],
}
