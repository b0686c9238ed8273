import type { Phrase, Pieces } from '../../phrasebook.ts'

/** What differs between two versions of a journey, or between a segment and its copy. */
export const phrases: readonly Phrase[] = [
  ['the step is gone', 'adım artık yok'],
  ['only in the library: {c:condition}', 'yalnızca kitaplıkta: {c}'],
  ['only here: {c:condition}', 'yalnızca burada: {c}'],
  ['here: {a:condition}; in the library: {b:condition}', 'burada: {a}; kitaplıkta: {b}'],
]

export const pieces: Pieces = {
  /** What changed in a part, one sentence or several. */
  change_: [['{a:changeOne}; {b:change_}', '{a}; {b}'], ['{a:changeOne}', '{a}']],
  changeOne: [
    ['re-entry: {c:changeOne}', 'yeniden giriş: {c}'],
    ['stages: {c:changeOne}', 'aşamalar: {c}'], ['entries: {c:changeOne}', 'girişler: {c}'], ['goals: {c:changeOne}', 'hedefler: {c}'], ['exits: {c:changeOne}', 'çıkışlar: {c}'],
    ['the step is gone', 'adım artık yok'],
    ['the order is {a} instead of {b}', 'sıra {b} yerine {a}'],
    ['its id is {a} instead of {b}', 'kimliği {b} yerine {a}'],
    ['no longer leads to {a}', 'artık {a} adımına gitmiyor'],
    ['leads to {a} instead of {b}', '{b} yerine {a} adımına gidiyor'],
    ['leads to {a}', '{a} adımına gidiyor'],
    ['waits {a:value} instead of {b:value}', '{b} yerine {a} bekliyor'],
    ['goes on after {a:value} instead of {b:value}', '{b} yerine {a} sonra sürüyor'],
    ['waits for {a:value} instead of {b:value}', '{b} yerine {a} olayını bekliyor'],
    ['is about {a:value} instead of {b:value}', '{b} yerine {a} ile ilgili'],
    ['is called {a:value} instead of {b:value}', 'adı {b} yerine {a}'],
    ['no longer has {l:field} (was {b:value})', 'artık yok: {l} (önceki: {b})'],
    ['{l:field} is now {a:value}', '{l} artık {a}'],
    ['{l:field} is {a:value} instead of {b:value}', '{l}: {b} yerine {a}'],
    ['is {a:value} instead of {b:value}', '{b} yerine {a}'],
    // A part that is new or gone says what it is.
    ['{s:said_}', '{s}'],
  ],
  field: [
    ['the wait', 'bekleme'], ['the time limit', 'süre sınırı'], ['the window', 'pencere'], ['the text', 'metin'], ['the title', 'başlık'], ['the name', 'ad'], ['the note', 'not'], ['the time zone', 'saat dilimi'],
    ['the first day', 'ilk gün'], ['the last day', 'son gün'], ['whether it ends the journey', 'yolculuğu bitirip bitirmediği'], ['the condition', 'koşul'], ['who is asked', 'kime sorulduğu'], ['cap', 'sıklık sınırı'],
    ['what counts', 'neyin sayıldığı'], ['what happens at a full cap', 'sınır dolunca ne olduğu'], ['the share', 'pay'], ['what is set', 'atananlar'], ['the kind', 'tür'],
    ['holdout', 'kontrol grubu'], ['quiet hours', 'sessiz saatler'], ['consent', 'izin'], ['priority', 'öncelik'], ['channel', 'kanal'], ['goal', 'hedef'], ['stage', 'aşama'], ['from', 'başlangıç'], ['to', 'bitiş'],
    ['description', 'açıklama'], ['currency', 'para birimi'], ['trigger', 'tetikleyici'], ['segment', 'segment'], ['value', 'değer'], ['op', 'işleç'], ['mode', 'kip'], ['count', 'sayı'], ['cooldown', 'bekleme aralığı'],
    ['limit', 'sınır'], ['key', 'anahtar'], ['method', 'yöntem'], ['outcome', 'sonuç'], ['exempt', 'muafiyet'], ['time', 'saat'], ['date', 'tarih'], ['weekday', 'haftanın günü'], ['event', 'olay'], ['journey', 'yolculuk'],
    ['{a:field} of {v}', '{a} ({v})'],
    ['{a:field} {n#}', '{n}. {a}'],
    ['{own}', '{own}'],
  ],
  value: [
    ['yes', 'evet'], ['no', 'hayır'], ['nothing', 'boş'],
    ['{c:channel} at most {n#} in {d:duration} by the calendar', '{c}: takvime göre {d} içinde en çok {n}'],
    ['{c:channel} at most {n#} in {d:duration}', '{c}: {d} içinde en çok {n}'],
    ['{d:duration}', '{d}'],
    ['{c:channel}', '{c}'],
    ['“{text}”', '“{text}”'],
    ['{c:condition}', '{c}'],
    ['{v}', '{v}'],
  ],
  /** What a part that is new or gone is. */
  said_: [
    ['enters {s}', '{s} segmentine giriş'], ['leaves {s}', '{s} segmentinden çıkış'], ['at {t}', 'program: {t}'], ['call {c}', '{c} çağrısı'],
    ['in segment {s}', '{s} segmentinde'],
    ['{k:kindLabel}: {s:summary}', '{k}: {s}'],
    ['{s:summary}', '{s}'],
    ['{e@} where {c:condition} within {d:duration}', '{e} ({c}), {d} içinde'],
    ['{e@} where {c:condition}', '{e} ({c})'],
    ['{e@} within {d:duration}', '{e}, {d} içinde'],
    ['{c:condition}', '{c}'],
    ['“{text}”', '“{text}”'],
    ['{v}', '{v}'],
  ],
  kindLabel: [
    ['Message', 'Mesaj'], ['Delay', 'Bekleme'], ['Wait for', 'Olay bekle'], ['Branch', 'Dallanma'], ['A/B split', 'A/B bölme'], ['Update profile', 'Profili güncelle'], ['Webhook', 'Webhook'], ['Journey', 'Yolculuk'], ['Exit', 'Çıkış'],
  ],
  layout_: [
    ['{a:layoutOne}, {b:layout_}', '{a}, {b}'], ['{a:layoutOne}', '{a}'],
  ],
  layoutOne: [
    ['{n#} cards moved', '{n} kart taşındı'], ['{n#} card moved', '{n} kart taşındı'], ['{n#} bands resized', '{n} aşamanın boyutu değişti'], ['{n#} band resized', '{n} aşamanın boyutu değişti'],
    ['{n#} notes moved', '{n} not taşındı'], ['{n#} note moved', '{n} not taşındı'], ['{n#} other places changed', '{n} başka yer değişti'], ['{n#} other place changed', '{n} başka yer değişti'],
  ],
}
