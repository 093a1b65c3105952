# /pnl и /history по-русски.

catch-count =
    { $n ->
        [one] { $shown } улов
        [few] { $shown } улова
       *[other] { $shown } уловов
    }
gone-fish = рыба, уплывшая из книги

pnl-none =
    📒 <b>Страница чистая.</b> Ни одной лески ещё не вытащено: и хвастаться нечем, и краснеть не за что.
    Забрось — /cast, карандаш уже наточен.
pnl-all = 📒 <b>Твоя страница в моей тетради, с первого дня</b>
pnl-week = 🗓️ <b>За последние семь дней</b>
pnl-week-same = 🗓️ <b>За последние семь дней</b> — всё это и есть.
pnl-week-none = 🗓️ <b>За последние семь дней</b> — ни одного улова. Табуретка скучает.
pnl-sum =
    { $mood } <b>{ $dollars }</b> за { $catches }
    🎯 С прибылью: { $rate }
pnl-snapped = 🪢 Из них порвано: { $shown }
pnl-best = 🏆 Лучший: { $emoji } { $fish } · { $percent } · { $dollars } · №{ $id }
pnl-worst = 🕳️ Худший: { $emoji } { $fish } · { $percent } · { $dollars } · №{ $id }
pnl-only = 🏆 Единственный: { $emoji } { $fish } · { $percent } · { $dollars } · №{ $id }
pnl-more = Улов за уловом — /history

history-title = 📜 <b>Последние уловы</b>
history-older = 📜 <b>Уловы постарше</b>
history-none = 📜 <b>Уловов пока нет,</b> но тетрадь терпеливая. /cast — и первая строка твоя.
history-end = 📜 Раньше этого улова ничего и не было, ниже только стол. К свежим — /history.
history-row =
    { $emoji } <b>{ $fish }</b> · №{ $id }
    { $mood } { $percent } · { $dollars } · { $pond } · { $ago } назад
history-more = Всё вместе — /pnl
button-older = Старше ▶️
button-newest = ⏮ К свежим
