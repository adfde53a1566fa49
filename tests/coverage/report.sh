gcovr -r . $1 --filter common/ --filter stages/ -b --json $1/all.json -o $1/b.txt
gcovr -r . $1 --filter common/ --filter stages/ -o $1/l.txt
tail -3 $1/b.txt $1/l.txt
