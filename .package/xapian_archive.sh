#!/bin/sh
# usage: xapian_archive.sh FOLDER COMPILER...
# Makes FOLDER/libxapian.a, which Debian's packages lack, of Debian's own source of the installed libxapian-dev. Neither
# needs the superuser nor touches the system's lists of packages: apt-get keeps lists of sources in FOLDER.
set -eu
folder=$1
shift
compiler=$*

die() {
  echo "xapian_archive: $*" >&2
  exit 1
}

for tool in apt-get dpkg-buildflags dpkg-query dpkg-source make; do
  command -v "$tool" >/dev/null || die "there is no $tool here (Debian: dpkg-dev, make)"
done
version=$(dpkg-query -W -f '${source:Version}' libxapian-dev) || die 'libxapian-dev is not installed'

mkdir -p "$folder/apt/sources" "$folder/apt/lists/partial" "$folder/apt/cache/archives/partial"
cd "$folder"
rm -rf xapian-core-* apt/sources/*
for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
  [ ! -f "$list" ] || sed 's/^deb\([[:blank:]]\)/deb-src\1/; s/^Types:.*/Types: deb-src/' "$list" >"apt/sources/${list##*/}"
done

apt() {
  apt-get -qq -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$PWD/apt/sources" -o Dir::State::Lists="$PWD/apt/lists" \
    -o Dir::Cache="$PWD/apt/cache" -o APT::Sandbox::User='' "$@"
}
apt update || die 'apt-get could not read the lists of sources'
apt source "xapian-core=$version" || die "apt-get could not get the source of xapian-core $version; if there is a newer libxapian-dev, install it"

cd xapian-core-*/
export DEB_CXXFLAGS_MAINT_STRIP=-g
./configure -q --enable-static --disable-shared --disable-documentation CXX="$compiler" \
  CXXFLAGS="$(dpkg-buildflags --get CXXFLAGS)" CPPFLAGS="$(dpkg-buildflags --get CPPFLAGS)" || die 'configure failed'
make -s -j "$(getconf _NPROCESSORS_ONLN)" LIBTOOLFLAGS=--silent libxapian.la || die 'make failed'
mv .libs/libxapian.a ..
cd ..
rm -rf apt xapian-core-* xapian-core_*
