# Names and small words in English. Ids of ponds, rods and rarities follow the catalogue.

brand = Angler
stranger = somebody with a rod
friend = angler

pond-eth = Ether Creek
pond-btc = Old Whale Bay
pond-sol = Sunny Rapids
pond-ada = Peer Review Pond
pond-pol = Polygon Canal
pond-avax = Avalanche Tarn
pond-link = Chain Wharf
pond-dot = Dotted Shallows

rod-long-2 = Optimist
rod-short-2 = Grumbler
rod-long-2-5 = Bull Calf
rod-short-2-5 = Bear Cub
rod-long-3 = Rocket
rod-short-3 = Gravity
rod-long-4 = Moonshot
rod-short-4 = Abyss

side-long = long, earns when the price rises
side-short = short, earns when the price falls

card-somebody = A fellow angler

rarity-trash = Trash
rarity-common = Common
rarity-rare = Rare
rarity-epic = Epic
rarity-legendary = Legendary

bait-count =
    { $n ->
        [one] { $shown } bait
       *[other] { $shown } baits
    }
fish-count =
    { $n ->
        [one] { $shown } kind
       *[other] { $shown } kinds
    }

seconds = { $s } s
minutes = { $m } min { $s } s
hours = { $h } h { $m } min
days = { $d } d { $h } h
