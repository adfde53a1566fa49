# Two rings: stage 3, asked to draw a border that must bend.
system('./stage3 --quiet --data data/rings.csv --lr 0.01 >/dev/null')
system('cp build/stage3/stage3-regions.svg '.dir.'/rings.svg')
