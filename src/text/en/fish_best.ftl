# Epic and legendary fish: names and stories in English.

fish-dark-pool-devilfish = Dark Pool Devilfish
    .story = Does business where no float has ever bobbed. You did not catch it, you understand, and this photograph does not exist.
fish-to-the-moonfish = To-the-Moonfish
    .story = Everyone at the harbour swore it would go there. It is the only one that packed a flag.
fish-proof-of-steak-swordfish = Proof-of-Steak Swordfish
    .story = Locked its steak away for a year and guards the whole creek with it. The smell alone keeps everybody honest.
fish-orange-pill-angler = Orange Pill Angler
    .story = You asked it for the time. That was four hours ago, and now you have opinions about money.
fish-oracle-oarfish = Oracle Oarfish
    .story = Knows what everything costs in the world above and tells it to those who never surface. Rounds to eight decimals.
fish-levered-leviathan = Levered Leviathan
    .story = Give it a shrimp and a long enough plank and it will lift the sea. The shrimp would like it put in writing.
fish-flash-crash-marlin = Flash Crash Marlin
    .story = From the surface to the bottom and back before the kettle boiled. Half the harbour still says nothing happened.
fish-genesis-whale = Genesis Whale
    .story = Was here before the ponds. It moves once in ten years, and every gull on the coast writes about it.
fish-anonymous-founder-nautilus = Anonymous Founder Nautilus
    .story = Built the whole bay, left a short note and swam into the mist. Eleven crabs claim to be it. None can open the shell.
fish-golden-parachute-jelly = Golden Parachute Jelly
    .story = Ran three reefs aground and drifts down from each a little shinier. Thanks the crew, takes the chandelier.
fish-last-cent-coelacanth = Last Cent Coelacanth
    .story = Comes only to those who have lost nearly everything, and brings one cent back. “Again?” it asks, kindly.
