# /fishdex по-русски.

fishdex-title =
    🗂️ <b>Рыбий альбом: { $caught } из { $all }</b>
    { $bar }
fishdex-rarity =
    <b>{ $rarity }</b> · { $caught } из { $all }
    { $bar }
fishdex-snapped = 🪢 Порванных лесок: { $times }. Их в альбом не клеим, только в ведро.
fishdex-empty = Пока все страницы пустые, а пустые страницы — моя слабость. Первый рисунок — с первым уловом: /cast, потом /hook.
fishdex-turn = Нажми на редкость и листай.
fishdex-shelf =
    📖 <b>{ $rarity }: { $caught } из { $all }</b>
    { $bar }
fishdex-shelf-of =
    📖 <b>{ $rarity }: { $caught } из { $all }</b> · страница { $part } из { $parts }
    { $bar }
fishdex-caught = { $emoji } <b>{ $fish }</b> ×{ $times } · лучший итог { $percent } · { $dollars }
fishdex-shadow = ▪️ ? ? ? <i>{ $hint }</i>
fishdex-hint-pond = живёт только здесь: { $pond }
fishdex-hint-long = берёт только на лонг
fishdex-hint-short = берёт только на шорт
fishdex-hint-level = с уровня { $level }
fishdex-hint-gain = клюёт в плюсе
fishdex-hint-loss = клюёт в минусе
fishdex-hint-calm = клюёт около нуля
fishdex-cards = Нажми на рыбу — снова покажу её карточку.
fishdex-card =
    { $emoji } <b>{ $fish }</b> · { $rarity }
    <i>{ $story }</i>

    🎣 Поймано: ×{ $times }
    🏆 Лучший итог: { $percent } · { $dollars } (улов №{ $id })
fishdex-not-yet = 🌫️ Эта страница пока пустая: такой рыбы у тебя ещё не было, а имён я не выдаю. Альбом цел. Поймать — /cast.
