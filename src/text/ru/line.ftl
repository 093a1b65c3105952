# Состояние, леска в воде, улов, пруды и удочки по-русски.

button-hook = 🐟 Подсечь
button-status = 👀 Как там?
button-help = 📖 Как рыбачить

purse = 🪱 { $bait } · 💵 { $cash }
level-line = ⭐ Уровень { $level } · опыт { $xp }, до следующего { $left }
status-idle =
    🪑 <b>Сидим на берегу, леска сухая</b>
    { $purse }
    { $levels }
    { $pond } · { $rod }

    { $next }
status-next-cast = Ставка следующего заброса: { $stake }. Забросить — /cast. Другая вода — /ponds, удочка на рост или на падение — /rods.
status-next-no-bait = Банка с наживкой пуста. Раз в день её пополняет /daily, и ещё три штуки приносит каждый новый уровень.
status-next-light = Для заброса нужно хотя бы { $least }. Раз в сутки на такой случай у меня есть конверт: /envelope
status-next-both = Ни наживки, ни денег. Для банки есть /daily, для кошелька — /envelope.

line-facts =
    { $pond } · { $rod }
    💰 Ставка { $stake }
status-fishing =
    🎣 <b>Леска в воде, { $time }</b>
    { $facts }
    📍 { $entry } → <b>{ $now }</b> <i>({ $age } назад)</i>
    { $mood } <b>{ $percent }</b> · <b>{ $dollars }</b>
status-fishing-fog =
    🎣 <b>Леска в воде, { $time }</b>
    { $facts }
    📍 { $entry } → <i>на рынке туман, цены пока не видно</i>
status-stretched = Леска натянута до последнего волоска. Потянешь — лопнет.
status-seed = 🔒 Отпечаток жребия этой лески:
status-casting =
    🌬️ <b>Леска в полёте</b>, ждёт свежую цену.
    { $pond } · { $rod }
    { $purse }
status-hooking =
    ⚙️ <b>Катушка крутится</b>, ждём свежую цену на выход.
    { $facts }
    📍 Вход был по { $entry }

line-out =
    🎣 <b>Леска в воде!</b>
    { $facts }
    📍 Вход <b>{ $entry }</b>
    Осталось: { $purse }
line-out-next = Дальше плавает цена. Подглядеть — /status, подсечь, когда ёкнет, — /hook.

catch-of = 👤 <b>{ $name }</b>
catch-title = { $emoji } <b>{ $fish }</b> · { $rarity }
catch-title-snapped = { $emoji } <b>{ $fish }</b>
catch-story = <i>{ $story }</i>
catch-numbers =
    { $mood } <b>{ $percent }</b> · <b>{ $dollars }</b>
    📍 { $entry } → { $exit }
    { $pond } · { $rod } · в воде { $time }
    ✨ Опыт { $xp }
catch-level = 🎉 <b>Уровень { $level }!</b> В банку — { $bait }, ставка теперь { $stake }.
catch-water = 🗺️ Новая вода: { $ponds }. Выбрать — /ponds

ponds-title = 🗺️ <b>Где сядем?</b>
ponds-row-locked = 🔒 { $emoji } { $pond } · { $pair } · с уровня { $level }
ponds-row-here = ✅ { $emoji } <b>{ $pond }</b> · { $pair } · сидим здесь
ponds-row-open = ▫️ { $emoji } { $pond } · { $pair }
ponds-line = Леска, что уже в воде, остаётся в своём пруду.
pond-chosen = { $emoji } Решено: <b>{ $pond }</b>, { $pair }. Табуретка стоит, комары в курсе. Забросить — /cast.
pond-chosen-later = { $emoji } Решено: <b>{ $pond }</b>, { $pair }. Леска пока в прежнем пруду, сюда — следующий заброс.

rods-title = 🎣 <b>Стойка с удочками</b>
rods-row-here = ✅ <b>{ $rod }</b> · { $side }
rods-row-own = ▫️ { $rod } · { $side }
rods-row-shop = 🛒 { $rod } · { $rarity } · { $price }
rods-window = 🛒 — витрина лавки: нажми, чтобы приглядеться. За погляд денег не берут.
rods-line = Леска, что уже в воде, доплавает с той удочкой, с которой заброшена.
rod-equipped = 🎣 <b>{ $rod }</b> в руках: { $side }. Забросить — /cast.
rod-equipped-later = 🎣 <b>{ $rod }</b> ждёт: { $side }. Леска доплавает на прежней удочке, с этой — следующий заброс.
