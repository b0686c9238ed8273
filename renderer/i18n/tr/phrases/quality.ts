import type { Phrase, Pieces } from '../../phrasebook.ts'

/** What looks wrong in data. */
export const phrases: readonly Phrase[] = [
  ['{d@} has {n:eventCount}{m:mostly?}{h:inOneHour?}, where days like it have {u#}', '{d}: {n}{m}{h}; benzer günlerde {u}'],
  ['If it was no campaign or sale, it may be a replay or a batch that was given one date; slice it off, or leave it out of the span of a run.', 'Bir kampanya ya da indirim değilse, yeniden oynatma ya da tek tarih verilmiş bir toplu aktarım olabilir; kesip çıkarın ya da provanın süresi dışında bırakın.'],
  ['{d@} from {a@} to {b@} UTC has {n:eventCount}{m:mostly?}, where this hour has {u#}', '{d}, {a}–{b} UTC: {n}{m}; bu saatte genellikle {u}'],
  ['If nothing was sent or launched then, it may be a replay, a robot or a batch that was given one time.', 'O sırada bir şey gönderilmediyse ya da başlatılmadıysa, yeniden oynatma, robot ya da tek saat verilmiş bir toplu aktarım olabilir.'],
  ['{n:eventCount} from {a@} on, the last on {b@}, where the rest of the data end on {c@}', '{a} tarihinden itibaren {n}, sonuncusu {b}; verilerin geri kalanı {c} tarihinde bitiyor'],
  ['A device clock ran ahead, or a date was misread. A run ends at the last event: give it an end at the real one, or slice these rows off.', 'Bir cihazın saati ileri gitmiş ya da bir tarih yanlış okunmuş. Prova son olayda biter: gerçek sona bir bitiş verin ya da bu satırları kesip çıkarın.'],
  ['{n:eventCount} up to {a@}, the first on {b@}, where the rest of the data begin on {c@}', '{a} tarihine kadar {n}, ilki {b}; verilerin geri kalanı {c} tarihinde başlıyor'],
  ['A device clock was never set, or a date was misread. A run starts at the first event: give it a start at the real one, or slice these rows off.', 'Bir cihazın saati hiç ayarlanmamış ya da bir tarih yanlış okunmuş. Prova ilk olayda başlar: gerçek başlangıcı verin ya da bu satırları kesip çıkarın.'],
  ['{n:eventCount} at the beginning of 1970', '1970 başında {n}'],
  ['That is what a missing instant looks like when it is written as 0. Leave these rows out of the file, or give the run a start.', 'Eksik bir an 0 olarak yazılınca böyle görünür. Bu satırları dosyadan çıkarın ya da provaya bir başlangıç verin.'],
  ['{n:eventCount} ({p:percent}) at exactly {t@} UTC{m:maybeMidnight?}{a:alwaysSo?}', 'tam {t} UTC’de {n} ({p}){m}{a}'],
  ['Their time of day is probably not known, or a batch wrote them. Waits and quiet hours shorter than a day mean little for them.', 'Saatleri büyük olasılıkla bilinmiyor ya da toplu yazılmışlar. Bir günden kısa beklemeler ve sessiz saatler onlar için pek bir anlam taşımaz.'],
  ['All instants are at {t@} UTC: the data know days, not times', 'Tüm anlar {t} UTC: veriler saatleri değil günleri biliyor'],
  ['{p:percent} of the instants are at {t@} UTC: the data know days, not times', 'Anların {p} kadarı {t} UTC: veriler saatleri değil günleri biliyor'],
  ['Events of one day stand in the order of the file, and waits shorter than a day catch all of them or none.', 'Aynı günün olayları dosyadaki sırayla durur; bir günden kısa beklemeler ya hepsini yakalar ya hiçbirini.'],
  ['{n:eventCount} ({p:percent}) repeat another: same profile, instant, name and properties', '{n} ({p}) bir başkasını yineliyor: aynı profil, an, ad ve özellikler'],
  ['Nothing is merged: each counts. If they come from an export that ran twice, take them out of the file; where only days are known they may be real.', 'Hiçbir şey birleştirilmez: her biri sayılır. İki kez çalışmış bir dışa aktarmadan geliyorlarsa dosyadan çıkarın; yalnızca günler biliniyorsa gerçek olabilirler.'],
  ['One profile, {id}, did {p:percent} of all there is: {n:eventCount}', '{id} profili her şeyin {p} kadarını yapmış: {n}'],
  ['It is probably no person: a test account, a robot, or an empty id that was written out. Leave it out before you trust averages.', 'Büyük olasılıkla bir kişi değil: test hesabı, robot ya da yazıya dökülmüş boş bir kimlik. Ortalamalara güvenmeden önce çıkarın.'],
  ['{d@} has no event, where such a day has {u#}', '{d} günü hiç olay yok; böyle bir günde {u} olay olur'],
  ['{n#} days from {a@} to {b@} have no event, where such days have {u#}', '{a} ile {b} arasında {n} gün hiç olay yok; böyle günlerde {u} olay olur'],
  ['If nothing was shut then, a file is missing from the import. Waits across the gap find nothing in it.', 'O sırada bir kapanma olmadıysa içe aktarmada bir dosya eksik. Boşluğu aşan beklemeler onda bir şey bulamaz.'],
]

export const pieces: Pieces = {
  eventCount: [['{n#} events', '{n} olay'], ['{n#} event', '{n} olay']],
  mostly: [[' (most of them {e})', ' (çoğu {e})']],
  inOneHour: [[', most from {a@} to {b@} UTC', ', çoğu {a}–{b} UTC arasında']],
  maybeMidnight: [[', which may be midnight where they come from', '; geldikleri yerde gece yarısı olabilir']],
  alwaysSo: [['; always so: {list} and others', '; hep böyle olanlar: {list} ve diğerleri'], ['; always so: {list}', '; hep böyle olanlar: {list}']],
}
