import type { Phrase, Pieces } from '../../phrasebook.ts'

/** The numbers of a journey that can be turned, their values, and the figures that depend on them. */
export const phrases: readonly Phrase[] = [
  ['none', 'yok'],
  ['{p:percent}', '{p}'],
  ['{n#}', '{n}'],
  ['{n#} m', '{n} m'],
  ['{n#} km', '{n} km'],
  ['people who reached a goal', 'hedefe ulaşan kişiler'],
  ['people who started', 'başlayan kişiler'],
  ['messages sent', 'gönderilen mesajlar'],
  ['messages held back', 'tutulan mesajlar'],
]

export const pieces: Pieces = {
  /** What a number is called, with whose it is before it. */
  tunable: [['{o:owner_} · {l:knob}', '{o} · {l}']],
  owner_: [
    ['Entry {name}', '“{name}” girişi'], ['Goal {name}', '“{name}” hedefi'], ['Exit {name}', '“{name}” çıkışı'], ['Coming back', 'Yeniden giriş'], ['Quiet hours', 'Sessiz saatler'],
    ['Cap on all messages', 'Tüm mesajlar için sıklık sınırı'], ['Cap on {c:channel}', 'Sıklık sınırı: {c}'], ['Holdout', 'Kontrol grubu'],
    ['Every message ({v})', 'Her mesaj ({v})'], ['Every message', 'Her mesaj'], ['Every {c:channel} ({v})', 'Her {c} ({v})'], ['Every {c:channel}', 'Her {c}'],
    ['{name}', '{name}'],
  ],
  knob: [
    ['wait', 'bekleme'], ['time of day', 'saat'], ['best time within', 'en uygun zaman aralığı'], ['time limit', 'süre sınırı'], ['look back', 'geriye bakış'], ['window', 'pencere'], ['pause', 'bekleme aralığı'],
    ['starts at most', 'en çok başlangıç'], ['counted within', 'sayıldığı süre'], ['from', 'başlangıç'], ['until', 'bitiş'], ['messages at most', 'en çok mesaj'], ['keep trying for', 'deneme süresi'], ['share', 'pay'],
    ['radius', 'yarıçap'], ['calls that fail', 'başarısız çağrılar'], ['delivered', 'teslim edilen'], ['opened', 'açılan'], ['clicked', 'tıklanan'], ['time to open', 'açma süresi'], ['time to click', 'tıklama süresi'],
    ['share of {v}', '“{v}” payı'],
    ['{e} because of it', 'bu yüzden {e}'],
    ['time to {e}', '{e} süresi'],
    ['times {e:event} for one {k}, {o:knobOp}', 'aynı {k} için {e} sayısı, {o}'],
    ['times {e:event}, {o:knobOp}', '{e} sayısı, {o}'],
    ['{g:aggregate} of {p} over {e:event}, {o:knobOp}', '{e} olaylarında {p} {g}, {o}'],
    ['{e:sequence}, window', '{e}, pencere'],
    ['{e:sequence}, how long ago', '{e}, ne kadar önce'],
    ['{e} without {f} for', '{f} olmadan {e}, süre'],
    ['{s:subject}, from', '{s}, alt sınır'],
    ['{s:subject}, up to', '{s}, üst sınır'],
    ['{b}: {k:knob}', '{b}: {k}'],
    ['{s:subject}, {o:knobOp}', '{s}, {o}'],
  ],
  knobOp: [['exactly', 'tam'], ['other than', 'şundan farklı'], ['under', 'şunun altında'], ['at most', 'en çok'], ['over', 'şunun üstünde'], ['at least', 'en az'], ['contains', 'şunu içerir'], ['startsWith', 'şununla başlar'], ['in', 'şunlardan biri'], ['notIn', 'şunların hiçbiri']],
  figure: [
    ['people who reached a goal', 'hedefe ulaşan kişiler'], ['people who started', 'başlayan kişiler'], ['messages sent', 'gönderilen mesajlar'], ['messages held back', 'tutulan mesajlar'],
    ['{g}: conversions', '{g}: dönüşümler'], ['{g}: value, {cur@}', '{g}: değer, {cur}'], ['{g}: value', '{g}: değer'], ['ended: exit {x}', 'biten: {x} çıkışı'], ['ended: {o}', 'biten: {o}'],
  ],
}
