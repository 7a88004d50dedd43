#!/bin/sh
# usage: build_release.sh CMAKE FOLDER SOURCE_FOLDER CXX [OPTION...]
# Builds libraries and programs as they are given to others, in FOLDER. What is compiled is the same with static and
# shared libraries, so that going from one to the other only links.
set -eu
cmake=$1 folder=$2 source=$3 cxx=$4
shift 4

quietly() { "$@" >"$folder.log" 2>&1 || { cat "$folder.log"; exit 1; }; }

cd "$source"
quietly "$cmake" --preset package -B "$folder" -DCMAKE_CXX_COMPILER="$cxx" -DBUILD_SHARED_LIBS=OFF "$@"
quietly "$cmake" --build "$folder"
