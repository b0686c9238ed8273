import type { Phrase, Pieces } from '../../phrasebook.ts'

/** What is said everywhere: spans, instants, conditions, channels, names. */
export const phrases: readonly Phrase[] = [
  ['{d:duration}', '{d}'],
  ['{m:moment}', '{m}'],
  ['{d:day}', '{d}'],
  ['Mon', 'Pzt'], ['Tue', 'Sal'], ['Wed', 'Çar'], ['Thu', 'Per'], ['Fri', 'Cum'], ['Sat', 'Cmt'], ['Sun', 'Paz'],
  ['Push', 'Anlık bildirim'], ['Email', 'E-posta'], ['SMS', 'SMS'], ['In-app message', 'Uygulama içi mesaj'], ['Web push', 'Web bildirimi'], ['WhatsApp', 'WhatsApp'], ['Widget', 'Widget'],
]

/** One part of a condition. Where somebody's words join like ours ("Bed and Bath"), they are taken for theirs only if nothing else fits. */
function termsOf(words: '~' | '', where: 'where' | 'looseWhere', inner: 'strictCondition' | 'condition'): readonly Phrase[] {
  return [
      [`({c:${inner}})`, '({c})'],
      ['({rest}', ''],
      [`not ({c:${inner}})`, 'şu değil: ({c})'],
      ['not ({rest}', ''],
      ['always', 'her zaman'],
      ['never', 'hiçbir zaman'],
      [`in segment {s${words}}`, '“{s}” segmentinde'],
      ['within {r#} m of {lat@}, {lon@}', '{lat}, {lon} noktasına en çok {r} m uzaklıkta'],
      ['between {f@} and {t@} local time', 'yerel saatle {f}–{t} arasında'],
      ['on weekday {d:dayNumbers}', 'haftanın şu günlerinde: {d}'],
      [`did {e:event}{m:${where}?}{t:times?}{a:abandoned?}{w:window?}`, '{w}{t}{e}{m}{a} yaptı'],
      [`no {e:event}{m:${where}?}{a:abandoned?}{w:window?}`, '{w}{e}{m}{a} yok'],
      [`{g:aggregate} of {p${words}} over {e:event}{m:${where}?} {v:measure}{w:window?}`, '{w}{e}{m} olaylarında {p} {g} {v}'],
      [`{a:subject} is between {x${words}?} and {y${words}?}`, '{a} {x} ile {y} arasında'],
      [`{a${words}} is between {x${words}?}`, ''],
      [`{a:subject} is one of {v${words}?}`, '{a} şunlardan biri: {v}'],
      [`{a:subject} is none of {v${words}?}`, '{a} şunların hiçbiri değil: {v}'],
      [`{a:subject} is at least {v${words}?}`, '{a} en az {v}'],
      [`{a:subject} is at most {v${words}?}`, '{a} en çok {v}'],
      [`{a:subject} is under {v${words}?}`, '{a} {v} altında'],
      [`{a:subject} is over {v${words}?}`, '{a} {v} üstünde'],
      ['{a:subject} is known', '{a} biliniyor'],
      ['{a:subject} is missing', '{a} eksik'],
      [`{a:subject} is not {v${words}?}`, '{a} ≠ {v}'],
      [`{a:subject} starts with {v${words}?}`, '{a} “{v}” ile başlıyor'],
      [`{a:subject} contains {v${words}?}`, '{a} “{v}” içeriyor'],
      [`{a:subject} is {v${words}?}`, '{a} = {v}'],
      [`{a${words}} then {b:sequence}{w:window?}`, '{w}sırayla {a}, sonra {b}'],
      // A sequence of one.
      ['{a@}{w:window?}', '{w}{a}'],
  ]
}

export const pieces: Pieces = {
  duration: [
    ['{a:span} {b:span}', '{a} {b}'],
    ['{a:span}', '{a}'],
  ],
  span: [
    ['{n#} days', '{n} gün'], ['{n#} day', '{n} gün'], ['{n#} h', '{n} sa'], ['{n#} min', '{n} dk'], ['{n#} s', '{n} sn'], ['{n#} ms', '{n} ms'],
    ['{n#} months', '{n} ay'], ['{n#} month', '{n} ay'], ['{n#} years', '{n} yıl'], ['{n#} year', '{n} yıl'],
  ],
  moment: [['{d:day}, {t@}', '{d}, {t}']],
  day: [['{w:weekday} {d#} {m:month} {y#}', '{d} {m} {y} {w}']],
  weekday: [['Mon', 'Pzt'], ['Tue', 'Sal'], ['Wed', 'Çar'], ['Thu', 'Per'], ['Fri', 'Cum'], ['Sat', 'Cmt'], ['Sun', 'Paz']],
  weekdays: [['{a:weekday}, {b:weekdays}', '{a}, {b}'], ['{a:weekday}', '{a}']],
  longWeekday: [['Monday', 'pazartesi'], ['Tuesday', 'salı'], ['Wednesday', 'çarşamba'], ['Thursday', 'perşembe'], ['Friday', 'cuma'], ['Saturday', 'cumartesi'], ['Sunday', 'pazar']],
  dayNumber: [['1', 'Pzt'], ['2', 'Sal'], ['3', 'Çar'], ['4', 'Per'], ['5', 'Cum'], ['6', 'Cmt'], ['7', 'Paz']],
  dayNumbers: [['{a:dayNumber}, {b:dayNumbers}', '{a}, {b}'], ['{a:dayNumber}', '{a}']],
  month: [
    ['Jan', 'Oca'], ['Feb', 'Şub'], ['Mar', 'Mar'], ['Apr', 'Nis'], ['May', 'May'], ['Jun', 'Haz'],
    ['Jul', 'Tem'], ['Aug', 'Ağu'], ['Sep', 'Eyl'], ['Oct', 'Eki'], ['Nov', 'Kas'], ['Dec', 'Ara'],
  ],
  percent: [['under {n#} %', '%{n} altında'], ['{n#} %', '%{n}']],
  channel: [
    ['Push', 'Anlık bildirim'], ['Email', 'E-posta'], ['SMS', 'SMS'], ['In-app message', 'Uygulama içi mesaj'], ['Web push', 'Web bildirimi'], ['WhatsApp', 'WhatsApp'], ['Widget', 'Widget'],
    ['push', 'anlık bildirim'], ['email', 'e-posta'], ['sms', 'SMS'], ['in-app message', 'uygulama içi mesaj'], ['web push', 'web bildirimi'], ['whatsapp', 'WhatsApp'], ['widget', 'widget'],
    ['inApp', 'uygulama içi mesaj'], ['webPush', 'web bildirimi'], ['any channel', 'herhangi bir kanal'],
  ],
  /** `"a", "b" and "c"`. */
  names: [
    ['"{a}", {rest:names}', '“{a}”, {rest}'],
    ['"{a}" and "{b}"', '“{a}” ve “{b}”'],
    ['"{a}"', '“{a}”'],
  ],
  event: [['any event', 'herhangi bir olay'], ['{e~}', '{e}']],
  condition: [
    ['{c:strictCondition}', '{c}'],
    ['{a:looseTerm} and {b:condition}', '{a} ve {b}'],
    ['{a:looseTerm} or {b:condition}', '{a} veya {b}'],
    ['{a:looseTerm}', '{a}'],
  ],
  strictCondition: [
    ['always', 'her zaman'],
    ['never', 'hiçbir zaman'],
    ['{a:term} and {b:allOf}', '{a} ve {b}'],
    ['{a:term} or {b:anyOf}', '{a} veya {b}'],
    ['{a:term}', '{a}'],
  ],
  allOf: [['{a:term} and {b:allOf}', '{a} ve {b}'], ['{a:term}', '{a}']],
  anyOf: [['{a:term} or {b:anyOf}', '{a} veya {b}'], ['{a:term}', '{a}']],
  term: termsOf('~', 'where', 'strictCondition'),
  looseTerm: termsOf('', 'looseWhere', 'condition'),
  subject: [['score {s~}', '{s} skoru'], ['{s~}', '{s}']],
  sequence: [['{a~} then {b:sequence}', '{a}, sonra {b}'], ['{a~}', '{a}']],
  where: [[' where {c:strictCondition}', ' ({c})']],
  looseWhere: [[' where {c:condition}', ' ({c})']],
  times: [
    [' exactly {n#} {u:time}{p:per?}', '{p}tam {n} {u} '],
    [' other than {n#} {u:timeFrom}{p:per?}', '{p}{n} {u} farklı '],
    [' under {n#} {u:timeFrom}{p:per?}', '{p}{n} {u} az '],
    [' at most {n#} {u:time}{p:per?}', '{p}en çok {n} {u} '],
    [' over {n#} {u:timeFrom}{p:per?}', '{p}{n} {u} çok '],
    [' at least {n#} {u:time}{p:per?}', '{p}en az {n} {u} '],
  ],
  time: [['times', 'kez'], ['time', 'kez']],
  timeFrom: [['times', 'kezden'], ['time', 'kezden']],
  per: [[' for one {k~}', 'aynı {k} için ']],
  abandoned: [[' not followed by {e~} within {d:duration}', ', ardından {d} içinde {e} gelmeden,']],
  window: [
    [' within {d:duration} ending {x:duration} ago', '{x} önce biten {d} içinde '],
    [' within {d:duration}', 'son {d} içinde '],
    [' ending {x:duration} ago', '{x} öncesine kadar '],
  ],
  aggregate: [['sum', 'toplamı'], ['avg', 'ortalaması'], ['max', 'en büyüğü'], ['min', 'en küçüğü'], ['distinct', 'çeşidi']],
  measure: [
    ['is at least {v#}', 'en az {v}'], ['is at most {v#}', 'en çok {v}'], ['is under {v#}', '{v} altında'], ['is over {v#}', '{v} üstünde'], ['is not {v#}', '≠ {v}'], ['is {v#}', '= {v}'],
  ],
}
