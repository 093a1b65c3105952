# Bells on the rod, in English.

button-unbell = ✖️ Take off { $mark }
bells =
    🔔 <b>Bells on this rod:</b> { $bells }
    Each rings once when the line gets there. There is room for another: <code>/bell</code> and a number.
bells-full =
    🔔 <b>Bells on this rod:</b> { $bells }
    Each rings once when the line gets there. Three is all it takes; take one off to make room.
bells-none =
    🔕 <b>No bell on this rod.</b>
    <code>/bell +5</code> wakes you when the line is up five percent, <code>/bell -3</code> when it is down three. Up to three of them.
bells-ashore =
    🔕 <b>A bell needs a line in the water</b>, or it only wakes the fish.
    Nothing changed. /cast first, then hang as many as three.
bell-hung = 🔔 <b>Bell tied on at { $mark }.</b> You may doze now, it rings once.
bell-more = There is room for another.
bell-last = That makes three; the tip of the rod takes no more.
bell-off = 🔕 <b>Bell { $mark } is off.</b> The line itself stays where it is.
bell-rings = 🔔 <b>Ding! Wake up, something moved.</b>
bell-rings-for = 🔔 <b>Ding! { $name }, wake up, something moved.</b>
bell-rings-at =
    The bell at { $mark } has rung.
    { $facts }
    📍 { $entry } → <b>{ $now }</b>
    { $mood } <b>{ $percent }</b> · <b>{ $dollars }</b>
status-bells = 🔔 Bells: { $bells }
refusal-bell-mark =
    🔔 I can tie a bell to a number and to nothing else, with two decimals at the most.
    Your bells are as they were. Try <code>/bell +5</code> or <code>/bell -2.5</code>
refusal-bell-range =
    🔔 Bells hang between −99.99 % and +1,000,000 %, and never at zero: there it would ring all day.
    Your bells are as they were. Try <code>/bell +5</code>
refusal-bell-full =
    🔔 <b>Three bells already</b>, and the rod is no Christmas tree.
    They all stay. /bell shows them; take one off and there is room again.
refusal-bell-twice =
    🔔 <b>That bell hangs already.</b> It stays, and /bell shows them all.
refusal-bell-crossed =
    🔔 <b>We are past that mark already</b>: { $percent } just now. A bell there would ring before I had tied it on.
    Your bells are as they were. Pick a mark further out, or /hook.
refusal-bell-reach =
    🔔 <b>A short rod never gets there</b>: the coin would have to cost less than nothing.
    Your bells are as they were. Pick a smaller number.
refusal-bell-gone =
    🔕 That bell is gone: it has rung, or its line is out of the water. /bell shows what hangs now.
