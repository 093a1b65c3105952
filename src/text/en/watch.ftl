# What happens to a line while nobody holds the rod, in English.

snap-alone = 💥 <b>The line went by itself.</b> The price pulled it to its very end before a hand reached the reel.
snap-named = 💥 <b>{ $name }, your line went by itself.</b> The price pulled it to its very end before a hand reached the reel.
