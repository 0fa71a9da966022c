"""The begin of a story of ours in several languages, by their tags."""

from __future__ import annotations

TALES = {
    "fr": """La lampe du phare tremblait encore quand Margot poussa la porte. Elle avait lu « Le \
Grand Large » trois fois cet hiver-là.

« Tu es en retard », dit-elle sans se retourner.

— Je sais, répondit Théo. La marée ne m'a pas attendu.

— Personne n'attend la marée, murmura Margot. Elle posa la cafetière sur le poêle.

« Je ne reste pas longtemps, dit-il, mais je voulais te rendre la clé. »

La pluie se remit à tomber, et personne ne parla plus de partir.
""",
    "de": """Der Leuchtturm stand im Nebel, und Jette zählte die Stufen. Man nannte ihn den „alten \
Riesen“.

„Du kommst zu spät“, sagte sie, ohne sich umzudrehen.

„Ich weiß“, antwortete Arne. „Das Boot wollte nicht –“

»Boote wollen nie«, murmelte sie. »Setz dich endlich hin!«

Draußen schlug das Meer gegen die Steine, und niemand sprach mehr vom Fortgehen.
""",
    "es": """La puerta del faro estaba abierta cuando Inés subió la escalera.

—Llegas tarde —dijo ella sin volverse—. La marea no espera a nadie.

—Ya lo sé —respondió Bruno.

—¿Y la llave? —Inés dejó la taza en la mesa—. No me digas que la perdiste.

Nadie volvió a hablar de marcharse, y la lluvia siguió cayendo sobre las tejas.
""",
    "ru": """Маяк стоял в тумане, и Вера считала ступени. Она третий раз читала «Белый парус».

— Ты опоздал, — сказала она, не оборачиваясь.

— Знаю, — ответил Глеб. — Лодка не хотела идти.

— Лодки никогда не хотят! — Вера поставила чайник на плиту. — Садись уже.

Дождь пошёл снова, и никто больше не говорил об отъезде.
""",
    "pl": """Latarnia stała we mgle, a Zosia liczyła schody.

— Spóźniłeś się — powiedziała, nie odwracając głowy.

— Wiem — odparł Janek. — Łódka nie chciała płynąć.

– To jest – jak by to nazwać – dziwne – mruknął.

Deszcz znowu zaczął padać i nikt nie mówił już o wyjeździe.
""",
    "pt": """O farol estava no meio da névoa e Lia contava os degraus.

— Você está atrasado — disse ela, sem se virar.

— Eu sei — respondeu Caio. — O barco não queria sair.

A chuva voltou a cair e ninguém falou mais em partir.
""",
    "it": """Il faro stava nella nebbia e Bianca contava i gradini. Leggeva «Il mare grande».

«Sei in ritardo» disse lei senza voltarsi.

«Lo so,» rispose Dario, «ma la barca non voleva partire.»

– Le barche non vogliono mai – mormorò Bianca. – Siediti!

La pioggia ricominciò a cadere e nessuno parlò più di andarsene.
""",
    "sv": """Fyren stod i dimman och Alva räknade trappstegen.

”Du är sen”, sa hon utan att vända sig om.

– Jag vet, svarade Nils. Båten ville inte.

Regnet började falla igen och ingen talade mer om att resa.
""",
    "ja": """灯台は霧の中に立っていた。その灯台は「古い巨人」と呼ばれていた。

「遅いよ」とミオは振り向かずに言った。

彼は小さな声で「帰りたくない」と言った。

雨がまた降り出し、もう誰も出て行く話をしなかった。
""",
    "zh": """灯塔立在雾里，小满数着台阶。人们叫它“老巨人”。

“你来晚了，”她头也不回地说。

“我知道。”阿远说，“船不肯走。”

他低声问：“你会留下吗？”

雨又下了起来，再没有人提起离开的事。
""",
}

SPEECH = {
    "fr": [
        "« Tu es en retard »",
        "— Je sais,",
        "La marée ne m'a pas attendu.",
        "— Personne n'attend la marée,",
        "« Je ne reste pas longtemps,",
        "mais je voulais te rendre la clé. »",
    ],
    "de": [
        "„Du kommst zu spät“",
        "„Ich weiß“",
        "„Das Boot wollte nicht –“",
        "»Boote wollen nie«",
        "»Setz dich endlich hin!«",
    ],
    "es": [
        "—Llegas tarde",
        "La marea no espera a nadie.",
        "—Ya lo sé",
        "—¿Y la llave?",
        "No me digas que la perdiste.",
    ],
    "ru": [
        "— Ты опоздал,",
        "— Знаю,",
        "Лодка не хотела идти.",
        "— Лодки никогда не хотят!",
        "Садись уже.",
    ],
    "pl": [
        "— Spóźniłeś się",
        "— Wiem",
        "Łódka nie chciała płynąć.",
        "– To jest – jak by to nazwać – dziwne",
    ],
    "pt": ["— Você está atrasado", "— Eu sei", "O barco não queria sair."],
    "it": [
        "«Sei in ritardo»",
        "«Lo so,»",
        "«ma la barca non voleva partire.»",
        "– Le barche non vogliono mai",
        "Siediti!",
    ],
    "sv": ["”Du är sen”", "– Jag vet,", "Båten ville inte."],
    "ja": ["「遅いよ」", "「帰りたくない」"],
    "zh": ["“你来晚了，”", "“我知道。”", "“船不肯走。”", "“你会留下吗？”"],
}
"""What is said in them, without what the narrator says in between."""
