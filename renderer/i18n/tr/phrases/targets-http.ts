import type { Phrase, Pieces } from '../../phrasebook.ts'

/** A service of one's own over HTTP: what the mapping cannot take there and back, what is wrong with it, and the answers of the service. */
export const phrases: readonly Phrase[] = [
  // What the mapping says of a journey
  ['the mapping says that the service cannot do “{ability}”', 'eşlemeye göre hizmet şunu yapamıyor: “{ability}”'],
  ['Take it out of the journey, or out of “cannot” in the mapping.', 'Yolculuktan ya da eşlemedeki “cannot” listesinden çıkarın.'],
  ['the body of the mapping: {why:httpBecause}', 'eşlemenin body bölümü: {why}'],
  ['the import of the mapping: {why:httpBecause}', 'eşlemenin import bölümü: {why}'],
  ['Correct the mapping in the connection.', 'Bağlantıdaki eşlemeyi düzeltin.'],
  ['the mapping has no way back: whether everything arrives cannot be known', 'eşlemede geri dönüş yok: her şeyin ulaşıp ulaşmadığı bilinemez'],
  ['Add “import” to the mapping.', 'Eşlemeye “import” ekleyin.'],
  ['the mapping does not bring it back', 'eşleme bunu geri getirmiyor'],
  ['Add it to the body and the import of the mapping.', 'Eşlemenin body ve import bölümlerine ekleyin.'],
  // Reading a journey
  ['there is no journey in it', 'içinde yolculuk yok'],
  ['Give what the service answers for a journey.', 'Hizmetin bir yolculuk için verdiği yanıtı verin.'],
  ['the mapping of this connection has no way back', 'bu bağlantının eşlemesinde geri dönüş yok'],
  ['Add “import” to the mapping: Liquid that renders a journey document from answer.', 'Eşlemeye “import” ekleyin: answer’dan bir yolculuk belgesi üreten Liquid.'],
  ['Correct the import of the mapping, or give what the service answers for a journey.', 'Eşlemenin import bölümünü düzeltin ya da hizmetin bir yolculuk için verdiği yanıtı verin.'],
  // The mapping itself
  ['HTTP service: {problems:settingProblems}', 'HTTP hizmeti: {problems}'],
  ['not JSON: {what:jsonError} at line {l#} column {c#}', 'JSON değil: {what} (satır {l}, sütun {c})'],
  ['$: {message!}', '$: {message}'],
  ['$.{path}: {message!}', '$.{path}: {message}'],
  ['$[{path}: {message!}', '$[{path}: {message}'],
  ['{where@}, line {l#} column {c#}: {why:liquid}', '{where}, satır {l}, sütun {c}: {why}'],
  // Calls and answers
  ['the service', 'hizmet'],
  ['the service refused {what:httpAsked} ({status#})', 'hizmet {what} reddetti ({status})'],
  ['the service refused {what:httpAsked} ({status#}): {said}', 'hizmet {what} reddetti ({status}): {said}'],
  ['Check the secret of the connection, its header, and what stands before it.', 'Bağlantının gizli anahtarını, başlığını ve önünde duranı denetleyin.'],
  ['Ask whoever runs the service for the right that is missing.', 'Eksik olan yetkiyi hizmeti işletenden isteyin.'],
  ['Ask whoever runs the service for the right that is missing: to write journeys.', 'Eksik olan yetkiyi hizmeti işletenden isteyin: yolculuk yazma.'],
  ['It was deleted there, or the path in the mapping is wrong.', 'Orada silinmiş ya da eşlemedeki yol yanlış.'],
  ['Somebody else changed it meanwhile: plan the publication again to see what.', 'Bu arada başka biri değiştirdi: neyin değiştiğini görmek için yayını yeniden planlayın.'],
  ['Wait a while and try again.', 'Biraz bekleyip yeniden deneyin.'],
  ['Look at what is named.', 'Adı geçene bakın.'],
  ['Look at what the journey does now.', 'Yolculuğun şu anda ne yaptığına bakın.'],
  ['there is no list at {pointer} of the answer', 'yanıtın {pointer} yerinde liste yok'],
  ['there is no list at  of the answer', 'yanıtın kendisi bir liste değil'],
  ['Correct list.items in the mapping.', 'Eşlemedeki list.items değerini düzeltin.'],
  ['the service made something and does not say what: there is no id at {pointer} of its answer', 'hizmet bir şey oluşturdu, ama ne olduğunu söylemiyor: yanıtının {pointer} yerinde kimlik yok'],
  ['the service made something and does not say what: there is no id at  of its answer', 'hizmet bir şey oluşturdu, ama ne olduğunu söylemiyor: yanıtı bir kimlik değil'],
  ['Look for it there, and correct answer.id in the mapping.', 'Orada arayın ve eşlemedeki answer.id değerini düzeltin.'],
  ['the path of the mapping, {path}, writes an id or a name as it stands, and this one would lead to another place', 'eşlemedeki {path} yolu bir kimliği ya da adı olduğu gibi yazıyor; bununla başka bir yere giderdi'],
  ['Write {{ id | url_encode }} in the mapping, or give the journey another id.', 'Eşlemede {{ id | url_encode }} yazın ya da yolculuğa başka bir kimlik verin.'],
  ['the header {name@} of the mapping: {why:httpBecause}', 'eşlemenin {name} başlığı: {why}'],
  ['the path of the mapping: {why:httpBecause}', 'eşlemedeki yol: {why}'],
  ['a body of the mapping: {why:httpBecause}', 'eşlemedeki bir body: {why}'],
]

export const pieces: Pieces = {
  /** What the service refused to do or to take. */
  httpAsked: [
    ['to say who we are', 'kim olduğumuzu söylemeyi'],
    ['the list of journeys', 'yolculuk listesini'],
    ['the journey', 'yolculuğu'],
    ['the number of people', 'kişi sayısını vermeyi'],
    ['to activate the journey', 'yolculuğu yayına almayı'],
    ['to pause the journey', 'yolculuğu duraklatmayı'],
    ['to resume the journey', 'yolculuğu sürdürmeyi'],
    ['to stop the journey', 'yolculuğu durdurmayı'],
    ['to archive the journey', 'yolculuğu arşivlemeyi'],
  ],
  /** Why a text of a mapping gives nothing that can be used. */
  httpBecause: [
    ['what it renders is not JSON: {what:jsonError} at line {l#} column {c#}, in {path}', 'ürettiği JSON değil: {what} (satır {l}, sütun {c}; {path} içinde)'],
    ['what it renders is not JSON: {what:jsonError} at line {l#} column {c#}', 'ürettiği JSON değil: {what} (satır {l}, sütun {c})'],
    ['what it renders is no journey document: {message!}', 'ürettiği bir yolculuk belgesi değil: {message}'],
    ['line {l#} column {c#}: {why:liquid}', 'satır {l}, sütun {c}: {why}'],
    ['{why!}', '{why}'],
  ],
}
