# /fishdex in English.

fishdex-title =
    🗂️ <b>Your fishdex: { $caught } of { $all }</b>
    { $bar }
fishdex-rarity =
    <b>{ $rarity }</b> · { $caught } of { $all }
    { $bar }
fishdex-snapped = 🪢 Snapped lines: { $times }. They fill no page, only the bin.
fishdex-empty = Every page is still blank, and I do love a blank page. /cast brings the first drawing.
fishdex-turn = Press a rarity to leaf through it.
fishdex-shelf =
    📖 <b>{ $rarity }: { $caught } of { $all }</b>
    { $bar }
fishdex-shelf-of =
    📖 <b>{ $rarity }: { $caught } of { $all }</b> · page { $part } of { $parts }
    { $bar }
fishdex-caught = { $emoji } <b>{ $fish }</b> ×{ $times } · best { $percent } · { $dollars }
fishdex-shadow = ▪️ ? ? ? <i>{ $hint }</i>
fishdex-hint-pond = only in { $pond }
fishdex-hint-long = only takes long rods
fishdex-hint-short = only takes short rods
fishdex-hint-level = from level { $level }
fishdex-hint-gain = comes up with a gain
fishdex-hint-loss = comes up with a loss
fishdex-hint-calm = likes the price close to home
fishdex-cards = Press one to see its card again.
fishdex-card =
    { $emoji } <b>{ $fish }</b> · { $rarity }
    <i>{ $story }</i>

    🎣 Caught: { $times }
    🏆 Best: { $percent } · { $dollars }, catch №{ $id }
fishdex-not-yet = 🌫️ That page is still blank: you have not caught this one, and I do not tell names. The book stays as it is. /cast
