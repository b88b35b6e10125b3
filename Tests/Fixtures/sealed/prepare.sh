# Lays out what the sealed library's suite works on, in the directory $1.
set -eu
rm -rf "$1"
# Names so long that nobody writes one at once.
x=$(printf '%0200d' 0 | tr 0 x)
y=$(printf '%0201d' 0 | tr 0 y)
mkdir -p "$1/tree/sub/deep" "$1/tree/empty" "$1/tree/sub/$x" "$1/tree/sub/$y" "$1/other"
cd "$1"
echo secret > outside
echo other > other/file.txt
echo granted > granted.txt
echo writable > writable.txt
echo log > log.txt
cd tree
echo hello > file.txt
echo inner > sub/in.txt
echo deep > sub/deep/down.txt
echo 'exit 0' > run.sh
chmod 755 run.sh
# A time zone as tzfile(5) has it: version 2, no transition, one type of 5 hours east.
{
  printf 'TZif2'
  head -c 39 /dev/zero
  printf 'TZif2'
  head -c 31 /dev/zero
  printf '\0\0\0\1\0\0\0\4'
  printf '\0\0\106\120\0\0XST\0\nXST-5\n'
} > zone
ln -s sub/in.txt link
ln -s sub dirlink
ln -s "$(cd .. && pwd)/outside" absolute
ln -s /dev/fd/3/file.txt absolute-here
ln -s ../outside up
ln -s nowhere dangling
ln -s ../new-outside dangling-up
ln -s loop loop
