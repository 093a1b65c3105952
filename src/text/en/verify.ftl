# /verify in English.

verify-catch =
    🔎 <b>Catch №{ $id }, cut open for you</b>
    { $emoji } <b>{ $fish }</b>
    { $pond } · { $rod } · 💰 { $stake }

    ⬇️ In at { $entry }
    ⬆️ Out at { $exit }
    { $mood } <b>{ $percent }</b> · <b>{ $dollars }</b>
verify-fill = <b>{ $price }</b> <i>(sources: { $sources }, the oldest { $age })</i>
verify-draw =
    🎲 <b>The draw.</b> The roll is HMAC-SHA256 of the secret number (seed) over <code>{ $message }</code>.
    Its first 8 bytes are { $first }; divided by { $total } that leaves { $rest }, and { $from } to { $till } is { $rarity }.
    The next 8 are { $second }; divided by { $count } that leaves { $index }, so the fish in place { $place }: { $fish }.
verify-snapped = 🪢 <b>The line snapped,</b> so nothing was drawn: no candidates, no choice, only the stake gone.
verify-lines = 🔒 The seal you were shown is the commitment below, and the seed is what lay under it. Anyone can recompute the draw from this block, by hand or with the script scripts/verify that is published with my source code:
verify-how =
    🔎 <b>Never trust an angler, measure the fish.</b>
    Before your cast a secret number lies in my box, and you see its seal: /fair. Once the line is out I show you everything: the number, your luck, the prices and where they came from, who could have bitten, and how the draw chose.
verify-none = You have no catch yet to open. /cast, /hook, then come back.
verify-ask = Ask with a number from /history, like /verify { $id }, or press below for your last catch.
button-verify = 🔎 { $emoji } №{ $id }
verify-open =
    🤫 <b>Line №{ $id } is still in the water,</b> so its secret number stays with me: /status has its fingerprint.
    Everything is shown when the line is out. /hook pulls it.
verify-unknown =
    🗃️ <b>There is no catch №{ $id } in your book.</b> I only open your own.
    /history has your numbers.
verify-unreadable =
    🔢 <b>That is no number of a catch.</b> Nothing was opened and nothing is lost.
    Send it like this: /verify 42. Your numbers are in /history.
